package shop.handover.fulfillment.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard.Doubt;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.fulfillment.purchase.Prices.Finding;
import shop.handover.fulfillment.purchase.RecordPayments.Outcome;
import shop.handover.fulfillment.purchase.RecordPayments.Poison;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordPaymentsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final RecordingPurchases purchases = new RecordingPurchases();
    private final List<Integer> rings = new ArrayList<>();
    private Finding finding = new Finding.Agrees();
    private int questions;

    @Test
    void a_batch_is_recorded_together_and_the_bell_rings_once() {
        var outcome = record("sale one", "sale two", "theirs");

        assertThat(purchases.batches).containsExactly(List.of("sale one", "sale two"));
        assertThat(outcome.foreign()).isEqualTo(1);
        assertThat(outcome.poison()).isEmpty();
        assertThat(rings).containsExactly(2);
    }

    @Test
    void poison_is_told_by_its_place_and_its_neighbours_are_recorded() {
        var outcome = record("sale one", "garbage", "sale two");

        assertThat(outcome.poison()).containsExactly(new Poison(1, "no JSON"));
        assertThat(purchases.batches).containsExactly(List.of("sale one", "sale two"));
    }

    @Test
    void what_the_database_refuses_takes_no_neighbour_along() {
        var outcome = record("sale one", "unstorable", "sale two");

        assertThat(outcome.poison()).containsExactly(new Poison(1, "refused"));
        assertThat(outcome.recorded().purchases()).containsExactly("sale one", "sale two");
    }

    @Test
    void a_doubt_is_asked_about_once_and_dispelled_by_the_price() {
        record("doubtful");

        assertThat(questions).isEqualTo(1);
        assertThat(purchases.facts).extracting(Fact::kind).containsExactly(Kind.SETTLED);
    }

    @Test
    void a_doubt_that_stays_holds_the_payment_with_both_reasons() {
        finding = new Finding.Disagrees("Stripe says so");

        record("doubtful");

        assertThat(purchases.facts).extracting(Fact::kind).containsExactly(Kind.SETTLED, Kind.HELD);
        assertThat(purchases.facts.getLast().reason()).isEqualTo("odd amount; Stripe says so");
    }

    @Test
    void a_sale_without_doubt_asks_nobody() {
        record("sale one");

        assertThat(questions).isZero();
    }

    private Outcome record(String... events) {
        var useCase = new RecordPayments(
                RecordPaymentsTest::hear,
                (_, _) -> {
                    questions++;
                    return Uni.createFrom().item(finding);
                },
                purchases,
                recorded -> rings.add(recorded.purchases().size()),
                _ -> {},
                Clock.fixed(NOON, ZoneOffset.UTC));
        return useCase.record(
                        Arrays.stream(events).map(RecordPaymentsTest::told).toList())
                .await()
                .indefinitely();
    }

    private static StripeEventRecord told(String event) {
        return new StripeEventRecord("k", event, "t", false, NOON, "", Optional.empty(), new byte[0]);
    }

    private static Heard hear(StripeEventRecord told) {
        return switch (told.eventId()) {
            case "garbage" -> new Unreadable("no JSON");
            case "theirs" -> new Foreign("another shop");
            case "doubtful" -> news("doubtful", Optional.of(new Doubt("price_1", "odd amount")));
            default -> news(told.eventId(), Optional.empty());
        };
    }

    private static News news(String id, Optional<Doubt> doubt) {
        var amount = new Money(4900, CurrencyCode.of("eur").orElseThrow());
        var sale = new Sale(
                new CheckoutId("cs_test_1"),
                "example",
                "book",
                "Book",
                new Sale.Buyer("b@x.example", "", "", ""),
                amount,
                0,
                amount,
                false,
                NOON,
                "",
                "");
        var paid = Fact.of(Kind.SETTLED, "cs_test_1", 4900, NOON);
        return new News(id, "checkout.session.completed", "pi_1", List.of(paid), Optional.of(sale), doubt);
    }

    /// Keeps everything but what is called unstorable.
    private static final class RecordingPurchases implements Purchases {

        private final List<List<String>> batches = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();

        @Override
        public Uni<Recorded> record(List<News> news, Mails mails) {
            var ids = news.stream().map(News::eventId).toList();
            if (ids.contains("unstorable")) {
                return Uni.createFrom().failure(new Unstorable("refused", null));
            }
            batches.add(ids);
            news.forEach(one -> facts.addAll(one.facts()));
            return Uni.createFrom().item(new Recorded(ids, List.of(), 0, ids.size()));
        }
    }
}
