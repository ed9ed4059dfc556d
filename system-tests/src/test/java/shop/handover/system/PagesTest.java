package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.kit.colour.Accent;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.Reference;
import shop.handover.system.Visitor.Look;

/// Every page in every state, and every mail, in German and English: readable with WCAG 2.2 AA, no wider
/// than a phone, without a word in the console, a refusal of the content policy or a request to anyone else. The
/// pictures lie in `target/screenshots`. Each language sees one of the four looks; with `-Dhandover.tests=full` all.
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {

    private static final String STACK = "kubernetes-starter-stack";
    private static final String LONG =
            "Rechtsschutzversicherungsgesellschaftshandbuch für Fortgeschrittene, zweite Ausgabe";
    private static final String KEYS = "pages:cGFnZXMtdGVzdC1wYWdlcy10ZXN0LXBhZ2VzLXRlc3Q";
    private static final Path MAILS =
            Path.of("target", "mails-" + ProcessHandle.current().pid()).toAbsolutePath();
    private static final Path CATALOG = Path.of("target", "pages-catalog").toAbsolutePath();
    private static final String CONSENT = """
            checkout:
              consent:
                version: '1'
                text:
                  en: I ask for delivery at once, and I know that I lose my 14-day right of withdrawal when the download begins.
                  de: Ich verlange die sofortige Lieferung und weiß, dass mein 14-tägiges Widerrufsrecht mit Beginn des Downloads erlischt.
            """;

    private static Chromium chromium;
    private static House house;
    private static Buyer buyer;
    private static SellersPage seller;

    @BeforeAll
    static void move_in() throws IOException {
        chromium = Chromium.open();
        seller = new SellersPage();
        copyCatalog();
        house = House.up(
                "pages-house",
                Map.of(
                        "LINK_KEYS",
                        KEYS,
                        "CATALOG_PATH",
                        CATALOG.resolve("catalog.yaml").toString()));
        buyer = new Buyer(house);
        // A bank that takes its time: what is on its way stays on its way.
        buyer.sandbox("trouble", "settleMillis=3600000");
    }

    @AfterAll
    static void move_out() {
        if (chromium != null) {
            chromium.close();
        }
        if (house != null) {
            house.close();
        }
        if (seller != null) {
            seller.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(1)
    void the_shop_window_is_fit_to_be_seen(String language) {
        try (var visitor = visitor(language)) {
            visitor.visit("store", "/store")
                    .visit("store-in-dollars", "/store?currency=usd")
                    .visit("no-such-product", "/store/p/nothing")
                    .visit("product", "/store/p/" + STACK);
            var picture = visitor.page().locator("meta[property='og:image']").getAttribute("content");
            assertThat(visitor.page().request().get(picture).headers().get("content-type"))
                    .as("social networks show pixels only")
                    .isEqualTo("image/png");
            type(visitor.page(), "customerEmail", "reader@nowhere");
            press(visitor.page(), "form[data-checkout] button");
            visitor.look("email-refused").visit("product-chosen-price", "/store/p/postfix-relay-handbook");
            type(visitor.page(), "amount", "5");
            press(visitor.page(), "form[data-checkout] button");
            visitor.look("amount-too-low");

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(2)
    void the_page_after_the_payment_is_fit_to_be_seen_whatever_became_of_it(String language) {
        var paid = checkout(language, "reader@example.com", "usd");
        buyer.sandbox("sessions/" + paid + "/pay", "email=reader@example.com");
        var waiting = checkout(language);
        buyer.sandbox("sessions/" + waiting + "/pay", "email=reader@example.com&iban=AT611904300234573201");
        var failed = checkout(language);
        buyer.sandbox("sessions/" + failed + "/pay", "email=reader@example.com&iban=AT861904300235473202");
        buyer.sandbox("sessions/" + failed + "/fail", "");
        var ended = checkout(language);
        buyer.sandbox("sessions/" + ended + "/expire", "");
        var refunded = checkout(language);
        buyer.sandbox("sessions/" + refunded + "/pay", "email=reader@example.com");
        buyer.sandbox("sessions/" + refunded + "/refund", "");
        var disputed = checkout(language);
        buyer.sandbox("sessions/" + disputed + "/pay", "email=reader@example.com&cardNumber=4000000000000259");

        try (var visitor = visitor(language)) {
            visitor.visit("success", back(paid));
            assertThat(visitor.page().url()).doesNotContain(paid);
            // What goes well with it is offered in the money of this purchase.
            assertThat(visitor.page().locator(".offer .price").textContent()).contains("21", "USD");
            assertThat(visitor.page().locator(".offer a").getAttribute("href")).endsWith("?currency=usd");
            visitor.visit("processing", back(waiting))
                    .visit("failed", back(failed))
                    .visit("ended", back(ended))
                    .visit("refunded", back(refunded))
                    .visit("disputed", back(disputed))
                    .visit("back-without-ticket", "/store/success")
                    .visit("success-over", "/store/success/0123456789");

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(3)
    void the_ways_to_a_file_are_fit_to_be_seen(String language) {
        var paid = checkout(language);
        buyer.sandbox("sessions/" + paid + "/pay", "email=reader@example.com");
        var now = Instant.now();
        var link = link(paid, now, Duration.ofDays(30));
        var old = link(paid, now.minus(Duration.ofDays(31)), Duration.ofDays(30));

        try (var visitor = visitor(language)) {
            visitor.visit("download", link)
                    .visit("link-forged", link.substring(0, link.length() - 4))
                    .visit("link-expired", old);
            press(visitor.page(), "form[action$=fresh-link] button");
            visitor.look("fresh-link-sent").visit("lost-download", "/store/lost-download");
            type(visitor.page(), "email", "reader");
            press(visitor.page(), "main form button");
            visitor.look("lost-download-mistyped");
            type(visitor.page(), "email", "reader@example.com");
            press(visitor.page(), "main form button");
            visitor.look("lost-download-sent");

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(4)
    void the_way_out_of_a_contract_is_fit_to_be_seen_and_ends_the_download(String language) {
        var email = "withdraws-" + language + "@example.com";
        var paid = checkout(language, email);
        buyer.sandbox("sessions/" + paid + "/pay", "email=" + email);
        var link = link(paid, Instant.now(), Duration.ofDays(30));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(buyer.mails(email)).isNotEmpty());
        try (var visitor = visitor(language)) {
            var page = visitor.visit("withdrawal", "/store/withdrawal").page();
            press(page, "main form button");
            visitor.look("withdrawal-incomplete");
            type(page, "name", "A Reader");
            type(page, "reference", Reference.of(new CheckoutId(paid)));
            type(page, "email", email);
            press(page, "main form button");
            visitor.look("withdrawal-check");
            press(page, "main form button[value=confirm]");
            visitor.look("withdrawal-arrived");
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                page.navigate(link);
                assertThat(page.locator(".files").count()).isZero();
            });
            visitor.look("withdrawn");

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(5)
    void mails_are_fit_to_be_read(String language) throws IOException {
        if (!Files.isDirectory(MAILS.resolve(language))) {
            var outcome = house.call("mails", "preview", "--out", MAILS.toString());
            assertThat(outcome.status()).as(outcome.output()).isZero();
        }
        try (var visitor = visitor(language);
                var mails = Files.list(MAILS.resolve(language))) {
            for (var mail : mails.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList()) {
                var name = mail.getFileName().toString().replace(".html", "");
                visitor.read(name, Files.readString(mail));
            }

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"#ffe600, WIDE_LIGHT", "#fafafa, NARROW_DARK", "#000000, NARROW_DARK"})
    @Order(8)
    void whatever_colour_a_shop_has_and_however_long_its_words_are_its_pages_can_be_read(String accent, Look look)
            throws IOException {
        var catalog = CATALOG.resolve("catalog.yaml");
        var before = Files.readString(catalog);
        Files.writeString(
                catalog,
                before.replaceFirst("accent: '#\\w+'", "accent: '" + accent + "'")
                        .replace("name: Kubernetes Starter Stack", "name: " + LONG));
        try (var visitor = new Visitor(chromium.window("en-GB"), origin(), "en", looks(look))) {
            var page = visitor.page();
            var sheet = "link[rel=stylesheet]";
            page.navigate(store() + "/p/" + STACK);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                page.navigate(store() + "/p/" + STACK);
                assertThat(page.request()
                                .get(origin() + page.locator(sheet).getAttribute("href"))
                                .text())
                        .contains(Accent.of(accent).light());
            });
            visitor.look("product-in-" + accent.substring(1));
            visitor.visit("store-in-" + accent.substring(1), "/store");

            assertThat(visitor.objections()).isEmpty();
        } finally {
            Files.writeString(catalog, before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(7)
    void the_question_for_consent_what_is_no_longer_sold_and_what_has_no_cover_are_fit_to_be_seen(String language)
            throws IOException {
        var catalog = CATALOG.resolve("catalog.yaml");
        var before = Files.readString(catalog);
        Files.writeString(
                catalog,
                before.replaceFirst("(?m)^checkout:\\n", CONSENT)
                        .replace("    image: cover-relay.svg\n", "")
                        .replace("    name: Community Supporter", "    retired: true\n    name: Community Supporter"));
        try (var visitor = visitor(language)) {
            var page = visitor.page();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                page.navigate(store() + "/p/" + STACK + "?consent=missing");
                assertThat(page.locator("[name=consent]").count()).isEqualTo(1);
            });
            visitor.look("consent-missing")
                    .visit("product-with-consent", "/store/p/" + STACK)
                    .visit("retired", "/store/p/community-supporter")
                    .visit("product-without-cover", "/store/p/postfix-relay-handbook")
                    .visit("store-without-cover", "/store");
            assertThat(page.locator("img.cover").count()).isEqualTo(1);

            assertThat(visitor.objections()).isEmpty();
        } finally {
            Files.writeString(catalog, before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    @Order(6)
    void trouble_with_stripe_is_told_in_a_page_too(String language) {
        var back = back(checkout(language));
        buyer.sandbox("trouble", "api=server_error&apiShare=1");
        try (var visitor = visitor(language)) {
            visitor.visit("stripe-away-after-payment", back);
            visitor.page().navigate(store() + "/p/" + STACK);
            press(visitor.page(), "form[data-checkout] button");
            visitor.look("stripe-away-before-payment");

            assertThat(visitor.objections()).isEmpty();
        } finally {
            buyer.sandbox("trouble", "api=none");
        }
    }

    @Test
    @Order(9)
    void a_button_on_the_sellers_own_page_leads_to_the_payment() {
        seller.sells(origin(), STACK);
        try (var window = chromium.window("en-GB")) {
            var page = window.newPage();
            page.navigate(seller.origin());
            page.locator("button[data-handover-product]").click();
            page.waitForURL(Pattern.compile(".*/c/pay/cs_test_.*"));
            assertThat(page.locator("body").textContent()).contains("54.00");

            page.navigate(seller.origin());
            page.locator("form button").click();
            page.waitForURL(Pattern.compile(".*/c/pay/cs_test_.*"));

            seller.sells(origin(), "no-such-product");
            page.navigate(seller.origin());
            page.locator("button[data-handover-product]").click();
            page.waitForURL("**/store/p/no-such-product");
        }
    }

    @Test
    @Order(10)
    void a_button_on_a_page_the_seller_did_not_list_leads_to_the_product_page() {
        try (var stranger = new SellersPage();
                var window = chromium.window("en-GB")) {
            stranger.sells(origin(), STACK);
            var page = window.newPage();
            page.navigate(stranger.origin());
            page.locator("button[data-handover-product]").click();

            page.waitForURL("**/store/p/" + STACK);
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Back to the store", "de, Zurück zum Laden"})
    @Order(11)
    void the_gateway_has_pages_of_its_own(String language, String next) {
        try (var visitor = visitor(language)) {
            var page = visitor.visit("gateway-refuses", "/nothing").page();
            assertThat(page.locator("main a").textContent()).isEqualTo(next);
            assertThat(page.locator("footer [href='/store/withdrawal']").count())
                    .isEqualTo(1);

            assertThat(visitor.objections()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, Try again", "de, Noch einmal versuchen"})
    @Order(12)
    void while_a_service_is_away_the_gateway_says_so(String language, String next) {
        house.kill("checkout");
        try (var visitor = visitor(language)) {
            var page = visitor.visit("maintenance", "/store").page();
            assertThat(page.locator("main a").textContent()).isEqualTo(next);

            assertThat(visitor.objections()).isEmpty();
        }
    }

    private static Visitor visitor(String language) {
        var german = language.equals("de");
        // German words are the longer ones, so German has the narrow page.
        var looks = looks(german ? Look.NARROW_DARK : Look.WIDE_LIGHT);
        return new Visitor(chromium.window(german ? "de-DE" : "en-GB"), origin(), language, looks);
    }

    private static List<Look> looks(Look one) {
        return "full".equals(System.getProperty("handover.tests")) ? Arrays.asList(Look.values()) : List.of(one);
    }

    // Past the browser's own checks, which would keep us from seeing the server's; then waits for the next document.
    private static void press(Page page, String button) {
        page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true);"
                + "document.documentElement.dataset.left = ''");
        page.locator(button).first().click();
        page.locator("html:not([data-left])").waitFor();
        page.waitForLoadState();
    }

    private static void type(Page page, String field, String text) {
        page.locator("main [name=" + field + "]").fill(text);
    }

    private static String checkout(String language) {
        return checkout(language, "reader@example.com");
    }

    private static String checkout(String language, String email) {
        return checkout(language, email, "eur");
    }

    private static String checkout(String language, String email, String currency) {
        var url = buyer.checkout(
                        "{\"productSlug\": \"%s\", \"customerEmail\": \"%s\", \"locale\": \"%s\", \"currency\": \"%s\"}"
                                .formatted(STACK, email, language, currency))
                .path("checkoutURL")
                .asText();
        var session = url.replaceAll("^.*/pay/(cs_test_[A-Za-z0-9]+).*$", "$1");
        assertThat(session).startsWith("cs_test_");
        return session;
    }

    // Where Stripe sends the buyer of this session.
    private static String back(String session) {
        return buyer.found("/v1/checkout/sessions/" + session)
                .path("success_url")
                .asText()
                .replace("{CHECKOUT_SESSION_ID}", session);
    }

    private static String link(String session, Instant from, Duration lifetime) {
        var tokens = new DownloadTokens(LinkKeys.parse(List.of(KEYS)));
        return store() + "/download?token=" + tokens.issue(new CheckoutId(session), STACK, from, lifetime);
    }

    private static String store() {
        return house.value("STORE_URL");
    }

    private static String origin() {
        return store().replaceAll("/store$", "");
    }

    private static void copyCatalog() throws IOException {
        Files.createDirectories(CATALOG);
        try (var files = Files.list(Path.of("..", "catalog"))) {
            for (var file : files.toList()) {
                Files.copy(file, CATALOG.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var catalog = CATALOG.resolve("catalog.yaml");
        Files.writeString(catalog, Files.readString(catalog).replace("https://www.shop.example", seller.origin()));
    }
}
