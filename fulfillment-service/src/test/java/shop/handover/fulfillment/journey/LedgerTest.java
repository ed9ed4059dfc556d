package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.SOON;
import static shop.handover.fulfillment.journey.Outside.ask;
import static shop.handover.fulfillment.journey.Outside.awaitStatus;
import static shop.handover.fulfillment.journey.Outside.mailsTo;
import static shop.handover.fulfillment.journey.Outside.publish;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.ledger.Reconcile;
import shop.handover.fulfillment.ledger.Result;
import shop.handover.fulfillment.ledger.Span;
import shop.handover.kit.stripe.StripeUnavailable;
import shop.handover.sandbox.stripe.trouble.ApiTrouble;

/// What Stripe was paid against what we recorded, on a real database and the whole sandbox.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Inject
    Reconcile reconcile;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void a_sale_nobody_told_us_of_is_found_recorded_and_mailed_once() {
        var sold = Sold.before(HOUR);

        var first = day();
        var second = day();

        assertThat(first.missing()).isPositive().isEqualTo(first.repaired());
        assertThat(second.missing()).isZero();
        assertThat(second.recorded()).isEqualTo(second.paid() - second.inFlight());
        assertThat(sold.status()).isEqualTo("PAID");
        await().atMost(SOON)
                .until(() -> sold.mail("CONFIRMATION").equals("SENT")
                        && sold.mail("SALE").equals("SENT"));
        assertThat(mailsTo(sold.buyer())).hasSize(1);
    }

    @Test
    void what_is_younger_than_ten_minutes_is_in_flight() {
        var sold = Sold.before(Duration.ofMinutes(2));

        var result = day();

        assertThat(result.inFlight()).isPositive();
        assertThat(sold.status()).isEmpty();
    }

    @Test
    void all_thirty_days_are_recorded_from_an_empty_database() {
        var old = Sold.before(Duration.ofDays(20));
        day();
        assertThat(old.status()).isEmpty();

        look(Span.month(Instant.now()));

        assertThat(old.status()).isEqualTo("PAID");
        await().atMost(SOON).until(() -> old.mail("CONFIRMATION").equals("SENT"));
    }

    @Test
    void refunds_and_disputes_nobody_told_us_of_are_found() {
        var refunded = Sold.before(HOUR);
        var disputed = Sold.before(HOUR);
        day();
        past(() -> {
            World.sandbox().actions().refund(refunded.session(), Optional.of(4900L));
            World.sandbox().actions().dispute(disputed.session(), false);
        });

        var result = day();

        assertThat(result.missing()).isGreaterThanOrEqualTo(2).isEqualTo(result.repaired());
        assertThat(refunded.status()).isEqualTo("REFUNDED");
        assertThat(disputed.status()).isEqualTo("DISPUTED");
    }

    @Test
    void a_sale_that_was_refunded_before_it_was_found_is_mailed_to_nobody() {
        var sold = Sold.before(HOUR);
        past(() -> World.sandbox().actions().refund(sold.session(), Optional.empty()));

        day();

        await().atMost(SOON).until(() -> sold.status().equals("REFUNDED"));
    }

    @Test
    void other_shops_sell_in_peace() {
        var theirs = Sold.before(HOUR, "another-shop");

        day();

        assertThat(theirs.status()).isEmpty();
    }

    @Test
    void what_we_have_and_stripe_does_not_is_reported() {
        var order = order();
        publish(order.event());
        awaitStatus(order, "PAID");
        ask(
                "UPDATE purchase SET paid_at = now() - interval '1 hour' WHERE checkout_session_id = ? RETURNING id",
                order.session());

        var result = day();

        assertThat(result.findings()).contains(order.session() + ": recorded, but Stripe does not know of it");
        assertThat(result.unexplained()).isPositive();
        ask("DELETE FROM purchase WHERE checkout_session_id = ? RETURNING id", order.session());
    }

    @Test
    void an_amount_that_differs_is_reported_and_left_alone() {
        var sold = Sold.before(HOUR);
        day();
        ask("UPDATE purchase SET amount_total = 100 WHERE checkout_session_id = ? RETURNING id", sold.session());

        var result = day();

        assertThat(result.findings()).contains(sold.session() + ": Stripe was paid 4900, recorded are 100");
        ask("UPDATE purchase SET amount_total = 4900 WHERE checkout_session_id = ? RETURNING id", sold.session());
    }

    @Test
    void after_a_restore_the_refilled_are_not_mailed_again_and_the_others_are() {
        var now = Instant.now();
        var before = Sold.before(Duration.ofHours(5));
        var meanwhile = Sold.before(Duration.ofHours(3));
        var after = Sold.before(HOUR);

        look(Span.month(now).butMailed(now.minus(Duration.ofHours(4)), now.minus(Duration.ofHours(2))));

        await().atMost(SOON)
                .until(() -> before.mail("CONFIRMATION").equals("SENT")
                        && after.mail("CONFIRMATION").equals("SENT"));
        assertThat(meanwhile.status()).isEqualTo("PAID");
        assertThat(meanwhile.mail("CONFIRMATION")).isEqualTo("SUPPRESSED");
        assertThat(meanwhile.mail("SALE")).isEqualTo("SUPPRESSED");
    }

    @Test
    void one_looks_at_a_time_over_all_processes() throws Exception {
        var database = World.postgres().database();
        try (var other = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7244010102)");

            assertThat(reconcile.reconcile(Span.month(Instant.now())).await().atMost(SOON))
                    .isEmpty();
            statement.execute("SELECT pg_advisory_unlock(7244010102)");
        }
    }

    @Test
    void while_stripe_is_away_nothing_is_said_and_later_all_is_found() {
        var sold = Sold.before(HOUR);
        var troubles = World.sandbox().troubles();
        troubles.make(new ApiTrouble(ApiTrouble.Kind.SERVER_ERROR, 1, 0, "/v1/", 0, false));

        assertThatThrownBy(this::day).isInstanceOf(StripeUnavailable.class);

        troubles.stop();
        day();
        assertThat(sold.status()).isEqualTo("PAID");
    }

    @Test
    void the_figures_can_be_seen_by_anyone() {
        day();

        await().atMost(SOON)
                .until(() -> get(ready).contains("paid at Stripe")
                        && get(metrics).matches("(?s).*handover_ledger_paid(\\{\\})? [0-9].*"));
        assertThat(get(metrics))
                .contains("handover_ledger_missing", "handover_ledger_unexplained", "handover_ledger_age_seconds");
    }

    private Result day() {
        return look(Span.day(Instant.now(), Instant.now()));
    }

    private Result look(Span span) {
        return reconcile.reconcile(span).await().atMost(Duration.ofMinutes(1)).orElseThrow();
    }

    private static String get(URI there) {
        return RestAssured.get(there).asString();
    }

    private static void past(Runnable deed) {
        var clock = World.sandbox().clock();
        clock.move(HOUR.negated().dividedBy(2));
        deed.run();
        clock.move(HOUR.dividedBy(2));
    }
}
