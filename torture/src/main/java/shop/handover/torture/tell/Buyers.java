package shop.handover.torture.tell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.control.Actions;
import shop.handover.sandbox.stripe.payment.Instrument;
import shop.handover.torture.scenario.Expected;
import shop.handover.torture.scenario.Kind;
import shop.handover.torture.scenario.Scenario;

/// Plays the stories: each begins at the shop's own checkout and goes on at Stripe, where everything happens at once;
/// how Stripe tells of it is another matter.
public final class Buyers {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    // A shop that is slow is not stormed by all its buyers at once.
    private static final int AT_ONCE = 8;
    private static final Pattern SESSION = Pattern.compile("/(cs_[A-Za-z0-9_]+)");
    private static final String PAYS_LATE = "AT611904300234573201";
    private static final String REFUND_FAILS = "4000000000005126";

    private final URI checkout;
    private final StripeSandbox stripe;
    private final Books books;
    private final Semaphore hands = new Semaphore(AT_ONCE);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /// @param shop where checkout-service answers
    public Buyers(URI shop, StripeSandbox stripe, Books books) {
        this.checkout = shop.resolve("/api/stripe/create-checkout");
        this.stripe = stripe;
        this.books = books;
    }

    /// Plays one story to its end. Whatever is away is waited for, five minutes at most.
    ///
    /// @throws IllegalStateException where the shop does not open a checkout
    public void play(Scenario story) throws InterruptedException {
        hands.acquire();
        try {
            playOut(story);
        } finally {
            hands.release();
        }
    }

    private void playOut(Scenario story) throws InterruptedException {
        var session = open(story);
        books.opened(session, story);
        var bank = stripe.actions();
        switch (story.kind()) {
            case PAID -> pay(session, story, card());
            case ABANDONED -> {}
            case EXPIRED -> bank.expire(session);
            case PAID_LATER, FAILED_LATER -> {
                pay(session, story, Instrument.account(PAYS_LATE));
                bank.settle(session, story.kind() == Kind.PAID_LATER);
            }
            case FREE -> {
                promote(session);
                pay(session, story, card());
            }
            case REFUNDED_FIRST, REFUNDED_AFTER -> {
                pay(session, story, card());
                bank.refund(session, Optional.empty());
            }
            case REFUNDED_IN_HALVES -> {
                var paid = pay(session, story, card());
                bank.refund(session, Optional.of(paid / 2));
                bank.refund(session, Optional.empty());
            }
            case PARTLY_REFUNDED -> {
                var paid = pay(session, story, card());
                bank.refund(session, Optional.of(Expected.part(paid)));
            }
            case REFUND_THAT_FAILS -> {
                pay(session, story, Instrument.card(REFUND_FAILS));
                bank.refund(session, Optional.empty());
            }
            case DISPUTED, DISPUTE_WON, DISPUTE_LOST -> {
                pay(session, story, card());
                dispute(bank, session, story);
            }
        }
    }

    private static void dispute(Actions bank, String session, Scenario story) {
        bank.dispute(session, false);
        switch (story.kind()) {
            case DISPUTE_WON -> bank.decide(session, true);
            case DISPUTE_LOST -> bank.decide(session, false);
            default -> bank.respond(session);
        }
    }

    private long pay(String session, Scenario story, Instrument instrument) {
        var paid = stripe.actions().pay(session, Buyer.of(story.email()), instrument);
        return paid.get("amount_total").asLong();
    }

    private static Instrument card() {
        return Instrument.card("4242424242424242");
    }

    private void promote(String session) throws InterruptedException {
        var form = HttpRequest.newBuilder(URI.create(stripe.url() + "/c/pay/" + session))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("do=promote&promotionCode=THANKYOU"))
                .build();
        var answer = send(form).map(HttpResponse::statusCode).orElse(0);
        if (answer != 303) {
            throw new IllegalStateException("the payment page does not take the code: " + answer);
        }
    }

    private String open(Scenario story) throws InterruptedException {
        var wish = HttpRequest.newBuilder(checkout)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "torture-" + story.number())
                .POST(BodyPublishers.ofString("{\"productSlug\":\"%s\",\"currency\":\"%s\",\"customerEmail\":\"%s\"}"
                        .formatted(story.slug(), story.currency(), story.email())))
                .build();
        var deadline = Instant.now().plus(PATIENCE);
        var last = "";
        while (Instant.now().isBefore(deadline)) {
            var answer = send(wish);
            if (answer.isPresent() && answer.get().statusCode() == 200) {
                var session = SESSION.matcher(answer.get().body());
                if (session.find()) {
                    return session.group(1);
                }
            }
            last = answer.map(HttpResponse::body).orElse("no answer");
            Thread.sleep(500);
        }
        throw new IllegalStateException("the shop opens no checkout for story " + story.number() + ": " + last);
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) throws InterruptedException {
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
