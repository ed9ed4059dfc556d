package shop.handover.sandbox.house;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks a purchase through the running house as a buyer's browser would, and says each station as it passes.
///
/// Whatever is away or starting is waited for, a minute and a half at most, so a service may be killed and started
/// again meanwhile. The walk is longer than a screen because it is read from top to bottom.
final class Journey {

    private static final Pattern SESSION = Pattern.compile("/(cs_[A-Za-z0-9_]+)");
    private static final Pattern DOWNLOAD = Pattern.compile("href=\"([^\"]*/api/download\\?[^\"]+)\"");
    private static final Pattern MAIL_LINK = Pattern.compile("https?://\\S+/store/download\\?token=[A-Za-z0-9._-]+");

    private final Arguments arguments;
    private final Stations stations = new Stations();
    private final Browser browser = new Browser();
    private final String buyer = "buyer-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";

    private Journey(Arguments arguments) {
        this.arguments = arguments;
    }

    /// Gives the exit status: 0 where every station passed.
    static int walk(Arguments arguments) {
        var journey = new Journey(arguments);
        try {
            journey.walk();
            return 0;
        } catch (StationFailed e) {
            journey.stations.failed(e.getMessage());
            return 1;
        }
    }

    private void walk() {
        URI store = arguments.uri("store");
        String slug = arguments.find("product").orElse("kubernetes-starter-stack");

        String shelf = browser.get(store).text();
        check(shelf.contains("/store/p/" + slug), "the store does not show " + slug);
        stations.passed("store", store.toString());

        var created = browser.postJson(
                store.resolve("/api/stripe/create-checkout"),
                "{\"productSlug\":\"" + slug + "\",\"currency\":\"eur\",\"customerEmail\":\"" + buyer + "\"}");
        String checkoutUrl =
                find(Pattern.compile("\"checkoutURL\"\\s*:\\s*\"([^\"]+)\""), created.text(), "no checkoutURL");
        check(checkoutUrl.contains("/c/pay/"), "the checkout leads elsewhere, " + checkoutUrl);
        String session = find(SESSION, checkoutUrl, "no session in " + checkoutUrl);
        stations.about(session);
        stations.passed("checkout", "for " + buyer);

        if (arguments.find("real-stripe").isPresent()) {
            stations.over("pay by hand to go on: " + checkoutUrl);
            return;
        }

        var page = browser.get(URI.create(checkoutUrl));
        var success = browser.submit(page, PaymentForm.filledBy(buyer));
        check(
                success.uri().getPath().startsWith("/store/success"),
                "payment led to " + success.uri().getPath());
        stations.passed("payment", "4242 4242 4242 4242");

        var ready = browser.until(
                Duration.ofSeconds(90),
                success.uri(),
                answer -> DOWNLOAD.matcher(answer.text()).find());
        List<URI> files = links(ready);
        stations.passed("success page", files.size() + (files.size() == 1 ? " file" : " files"));

        Catalogue catalogue = Catalogue.read(arguments.path("catalog"));
        for (URI file : files) {
            var copy = browser.download(file);
            check(catalogue.sums().contains(copy.sha256()), "the catalog knows no file with sha256 " + copy.sha256());
            stations.passed(
                    "download",
                    copy.bytes() + " bytes, sha256 " + copy.sha256().substring(0, 12) + "… as in the catalog");
        }

        arguments.find("inbox").map(URI::create).ifPresent(inbox -> mails(inbox, catalogue));
        purchase(session);
        arguments.find("repeat-webhook").map(Journey::times).ifPresent(times -> repeat(store, session, times));
        stations.over("one purchase, paid once, handed over");
    }

    private void mails(URI inbox, Catalogue catalogue) {
        var mails = new MailpitClient(browser, inbox, buyer);
        String text = mails.theOneToTheBuyer();
        String link = find(MAIL_LINK, text, "the buyer's mail holds no link");
        stations.passed("buyer's mail", "to " + buyer);
        mails.theOneToTheOwner();
        stations.passed("owner's mail", "Reply-To " + buyer);

        var page = browser.until(
                Duration.ofSeconds(90),
                URI.create(link),
                answer -> DOWNLOAD.matcher(answer.text()).find());
        var copy = browser.download(links(page).getFirst());
        check(catalogue.sums().contains(copy.sha256()), "the mail's link brings other bytes");
        stations.passed("mail's link", copy.bytes() + " bytes");
    }

    private void purchase(String session) {
        String database = System.getenv("DATABASE_URL");
        if (database == null) {
            return;
        }
        int rows = PurchaseTable.at(database).count(session);
        check(rows == 1, "the database holds " + rows + " purchases of this session");
        stations.passed("purchase", "1 row");
    }

    private static int times(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--repeat-webhook takes a number from 1 to 999, not " + text);
        }
        return Integer.parseInt(text);
    }

    private void repeat(URI store, String session, int times) {
        var webhook = new RepeatedWebhook(browser, arguments, store.resolve("/api/stripe/webhook"));
        webhook.tell(session, times);
        stations.passed("repeated webhook", times + " times in parallel, each answered 200");
        arguments
                .find("inbox")
                .map(URI::create)
                .ifPresent(inbox -> new MailpitClient(browser, inbox, buyer).nothingNew());
        purchase(session);
    }

    private static List<URI> links(Browser.Answer page) {
        Set<URI> links = new LinkedHashSet<>();
        for (Matcher link = DOWNLOAD.matcher(page.text()); link.find(); ) {
            links.add(page.uri().resolve(Html.unescaped(link.group(1))));
        }
        return List.copyOf(links);
    }

    static String find(Pattern pattern, String text, String otherwise) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new StationFailed(otherwise);
        }
        return found.group(found.groupCount());
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new StationFailed(otherwise);
        }
    }
}
