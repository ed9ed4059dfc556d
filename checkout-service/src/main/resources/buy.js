// <script src="https://shop.example/buy.js" defer></script>
// <button data-handover-product="slug" data-currency="eur" data-email="…">Buy</button>
(() => {
  const house = new URL(document.currentScript.src).origin;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-handover-product]");
    if (!button || button.disabled) return;
    event.preventDefault();
    const { handoverProduct: productSlug, currency, amount, email: customerEmail, consent } = button.dataset;
    button.disabled = true;
    try {
      const answer = await fetch(house + "/api/stripe/create-checkout", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ productSlug, currency, amount, customerEmail, consent, locale: document.documentElement.lang }),
      });
      location.assign(answer.ok ? (await answer.json()).checkoutURL : house + "/store/p/" + productSlug);
    } catch {
      location.assign(house + "/store/p/" + productSlug);
    } finally {
      button.disabled = false;
    }
  });
})();
