// Pages work without this file; with it a Buy button says what it does, and digests can be copied.
"use strict";

const REPEAT = "Idempotency-Key";

function working(button, on) {
  if (on) {
    button.dataset.label = button.innerHTML;
    button.textContent = button.dataset.working || button.textContent;
  } else if (button.dataset.label) {
    button.innerHTML = button.dataset.label;
  }
  button.disabled = on;
}

// One click, one checkout: the key makes a repeat of the same click the same session.
async function openCheckout(form, button) {
  const fields = Object.fromEntries(new FormData(form));
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", [REPEAT]: crypto.randomUUID() },
    body: JSON.stringify(fields),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  location.assign((await answer.json()).checkoutURL);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = form.querySelector("button[data-working]");
  if (!button) return;
  // What the server would refuse is told by its own page; so a refusal posts the form as if there were no script.
  if (form.dataset.checkout === undefined || !crypto.randomUUID) {
    setTimeout(() => working(button, true));
    return;
  }
  event.preventDefault();
  working(button, true);
  openCheckout(form, button).catch(() => form.submit());
});

// Back from Stripe's page the browser may show this one as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-label]")) working(button, false);
});

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const told = document.getElementById("told");
    button.classList.add("copied");
    if (told) told.textContent = button.dataset.copied;
    setTimeout(() => {
      button.classList.remove("copied");
      if (told) told.textContent = "";
    }, 2000);
  });
}
