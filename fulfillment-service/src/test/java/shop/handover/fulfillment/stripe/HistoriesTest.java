package shop.handover.fulfillment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Heard;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.link.Seal;

/// What we make of Stripe's events against what happened at Stripe. A [History] lives a payment with its refunds,
/// disputes and inquiries, and tells events of it as Stripe does; where it ended is read off its objects as they stand,
/// by a model that knows no facts and no fold. However the events are shuffled, repeated and told under second ids, we
/// must come to the same end.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoriesTest {

    private static final Seal SEAL = new Seal(History.KEYS);
    private static final StripeObjects OBJECTS =
            new StripeObjects(new SignedSessions(SEAL, CatalogFile.open(Path.of("src/test/resources/catalog.yaml"))));

    @Property(tries = 10_000)
    void any_order_and_any_multiplicity_of_a_history_end_where_the_history_ended(@ForAll long seed) {
        var history = History.lived(new Random(seed), SEAL);

        var state = fold(shuffled(history, new Random(seed)));

        assertThat(state.status().name()).as("status of %s", history).isEqualTo(history.status());
        assertThat(state.entitled()).as("entitlement of %s", history).isEqualTo(history.entitled());
        assertThat(state.refunded()).as("refunds of %s", history).isEqualTo(history.refunded());
    }

    // On the way, no prefix of any order may hand out what was never paid.
    @Property(tries = 2_000)
    void nothing_is_handed_out_at_any_moment_of_a_history_that_was_never_paid(@ForAll long seed) {
        var history = History.lived(new Random(seed), SEAL);
        var told = shuffled(history, new Random(seed));

        for (var some = 0; some <= told.size(); some++) {
            assertThat(fold(told.subList(0, some)).entitled() && !history.paid())
                    .isFalse();
        }
    }

    private static List<History.Told> shuffled(History history, Random dice) {
        var told = new ArrayList<>(history.told());
        for (var event : history.told()) {
            for (var times = dice.nextInt(3); times > 0; times--) {
                told.add(dice.nextBoolean() ? event : event.twin());
            }
        }
        Collections.shuffle(told, dice);
        return told;
    }

    // As the table keeps them: the first of a kind, object and amount stays.
    private static PurchaseState fold(List<History.Told> told) {
        var kept = new LinkedHashMap<String, Fact>();
        for (var one : told) {
            facts(one).forEach(fact -> kept.putIfAbsent(fact.kind() + " " + fact.object() + " " + fact.amount(), fact));
        }
        return PurchaseState.of(kept.values());
    }

    private static List<Fact> facts(History.Told told) {
        return switch (told) {
            case History.ByHand(var fact) -> List.of(fact);
            case History.Event event ->
                switch (OBJECTS.hear(event.envelope(), new Json(event.object(), event.event()))) {
                    case Heard.News news -> {
                        assertThat(news.paymentKey()).isEqualTo(event.payment());
                        assertThat(news.doubt()).isEmpty();
                        yield news.facts();
                    }
                    case Heard.Foreign(var why) -> {
                        assertThat(why).isEqualTo("an inquiry");
                        yield List.of();
                    }
                    case Heard.Unreadable(var why) -> throw new AssertionError(why);
                };
        };
    }
}
