package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The journey as a buyer sees it, in Chromium.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrowserTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static House house;
    private static Buyer buyer;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext window;
    private Page page;

    @BeforeAll
    static void move_in() {
        chromium = Chromium.open();
        house = House.shared();
        buyer = new Buyer(house);
    }

    @AfterAll
    static void move_out() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open_a_window() {
        window = chromium.window("en-GB");
        page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close_the_window() {
        if (window != null) {
            window.close();
        }
    }

    @Test
    void a_buyer_pays_and_has_the_file_and_the_mail() throws IOException, GeneralSecurityException {
        var email = "browser-" + UUID.randomUUID() + "@example.com";

        page.navigate(house.value("STORE_URL"));
        shot("store");
        page.getByRole(AriaRole.LINK, named("Kubernetes Starter Stack")).first().click();
        shot("product");
        page.getByRole(AriaRole.BUTTON, named("Buy for")).click();
        pay(email);

        page.waitForURL(Pattern.compile(".*/store/success/.*"));
        shot("success");
        assertThat(page.url()).doesNotContain("cs_test_");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))
                        .textContent())
                .isEqualTo("Your files are ready");
        var download = page.waitForDownload(() -> page.locator(".files li", containing("guide"))
                .getByRole(AriaRole.LINK)
                .click());
        assertThat(download.suggestedFilename()).isEqualTo("kubernetes-starter-stack-guide-1.4.pdf");
        assertThat(sha256(download.path()))
                .isEqualTo("df0b8a5142033008b25afb278b4b2c9b49f467a6417998c6163ee2ff490ebd7c");

        page.navigate(mailedLink(email));
        shot("download");
        var again = page.waitForDownload(() -> page.locator(".files li", containing(".zip"))
                .getByRole(AriaRole.LINK)
                .click());
        assertThat(sha256(again.path())).isEqualTo("193e349cab1340f4266dad17c76e868704d954793f9d31db7dc2b4aad5f98521");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_buyer_without_a_mouse_pays_has_his_file_and_sees_where_he_is() {
        page.navigate(house.value("STORE_URL"));
        page.keyboard().press("Tab");
        assertThat(focused("textContent")).isEqualTo("Skip to content");
        tabTo("Postfix Relay Handbook");
        page.keyboard().press("Enter");
        page.waitForURL("**/store/p/postfix-relay-handbook*");
        tabTo("amount");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('.amount')).boxShadow"))
                .as("the field with the focus is marked")
                .isNotEqualTo("none");
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type("25,50");
        tabTo("email");
        page.keyboard().type("keyboard@example.com");
        tabTo("Buy now");
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        page.keyboard().press("Enter");

        page.waitForURL(Pattern.compile(".*/c/pay/cs_test_.*"));
        assertThat(page.locator("body").textContent()).contains("25.50");
        assertThat(page.locator("[name=email]").inputValue()).isEqualTo("keyboard@example.com");
        for (var typed :
                List.of("cardNumber 4242424242424242", "cardExpiry 1240", "cardCvc 123", "billingName Buyer")) {
            tabTo(typed.split(" ")[0]);
            page.keyboard().type(typed.split(" ")[1]);
        }
        page.keyboard().press("Enter");

        page.waitForURL(Pattern.compile(".*/store/success/.*"));
        tabTo("Download");
        var download = page.waitForDownload(() -> page.keyboard().press("Enter"));
        assertThat(download.suggestedFilename()).startsWith("postfix-relay-handbook-3.2");
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_buyer_without_scripts_and_with_little_motion_has_his_file_all_the_same() {
        try (var plain = chromium.plainWindow()) {
            var quiet = plain.newPage();
            quiet.navigate(house.value("STORE_URL") + "/p/kubernetes-starter-stack");
            quiet.getByRole(AriaRole.BUTTON, named("Buy for")).click();
            quiet.waitForURL(Pattern.compile(".*/c/pay/cs_test_.*"));
            var session = quiet.url().replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1");
            buyer.sandbox("sessions/" + session + "/pay", "email=plain@example.com");
            quiet.navigate(buyer.found("/v1/checkout/sessions/" + session)
                    .path("success_url")
                    .asText()
                    .replace("{CHECKOUT_SESSION_ID}", session));

            var download = quiet.waitForDownload(() -> quiet.locator(".files li", containing("guide"))
                    .getByRole(AriaRole.LINK)
                    .click());

            assertThat(download.suggestedFilename()).isEqualTo("kubernetes-starter-stack-guide-1.4.pdf");
        }
    }

    private void tabTo(String what) {
        for (var i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (focused("id").equals(what)
                    || focused("name").equals(what)
                    || focused("textContent").strip().startsWith(what)) {
                return;
            }
        }
        throw new AssertionError("no key leads to " + what);
    }

    private String focused(String property) {
        return String.valueOf(page.evaluate("name => document.activeElement[name] ?? ''", property));
    }

    private void pay(String email) {
        page.waitForURL(Pattern.compile(".*/c/pay/cs_test_.*"));
        page.locator("[name=email]").fill(email);
        page.locator("[name=cardNumber]").fill("4242 4242 4242 4242");
        page.locator("[name=cardExpiry]").fill("12 / 40");
        page.locator("[name=cardCvc]").fill("123");
        page.locator("[name=billingName]").fill("A Buyer");
        shot("pay");
        page.getByRole(AriaRole.BUTTON, named("Pay")).click();
    }

    private static String mailedLink(String email) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(buyer.mails(email)).hasSize(1));
        var mail = buyer.mail(buyer.mails(email).getFirst().path("ID").asText());
        var link = Pattern.compile("https?://\\S+/store/download\\?token=\\S+")
                .matcher(mail.path("Text").asText());
        assertThat(link.find()).as(mail.path("Text").asText()).isTrue();
        return link.group();
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
