package shop.handover.system;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.inbox.Mail;

/// A rolling deployment of the packaged fulfillment-service under load: a new instance joins, an old one is asked to
/// leave, again and again, and the partitions wander between them.
@EnabledIfSystemProperty(
        named = "handover.tests",
        matches = "full",
        disabledReason = "a long run: ./handover test full")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComingAndGoingTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int HANDOVERS = 2;
    private static final int MOST = 600;

    // Mails that an instance may have had under way when it left.
    private static final int HANDS = 4;

    @Test
    void instances_that_come_and_go_under_load_record_every_sale_once_and_bury_none() throws Exception {
        try (var ground = new Ground("coming_and_going")) {
            var sales = Collections.synchronizedList(new ArrayList<SignedSale>());
            var going = new AtomicBoolean(true);
            var load = Thread.ofVirtual().start(() -> publish(ground, sales, going));

            replaceEach(ground, going);
            load.join();
            try (var last = ground.fulfillment().ready()) {
                await().atMost(SOON).until(() -> ground.recorded() == sales.size() && ground.owed() == 0);
                assertThat(last.metrics()).contains("kafka_consumer_coordinator_rebalance_total");
                last.terminate();
            }
            readAllOfItAgain(ground, sales.size());

            assertThat(sales).hasSizeGreaterThan(HANDOVERS);
            assertThat(ground.read(Topic.STRIPE_EVENTS_DEAD)).isEmpty();
            var mails = ground.mails().stream().collect(groupingBy(Mail::messageId));
            assertThat(mails).hasSize(2 * sales.size());
            var extra =
                    mails.values().stream().mapToInt(same -> same.size() - 1).sum();
            assertThat(extra).isBetween(0, HANDS * HANDOVERS);
        }
    }

    // The group's memory is lost: everything is told once more, and nothing comes of it.
    private static void readAllOfItAgain(Ground ground, int sales) {
        ground.forgetOffsets();
        try (var again = ground.fulfillment().ready()) {
            await().atMost(SOON).until(() -> again.figure("handover_events_total{outcome=\"duplicate\"}") >= sales);
        }
        assertThat(ground.recorded()).isEqualTo(sales);
        assertThat(ground.owed()).isZero();
    }

    private static void replaceEach(Ground ground, AtomicBoolean going) {
        var running = ground.fulfillment().ready();
        try {
            for (var i = 0; i < HANDOVERS; i++) {
                var next = ground.fulfillment().ready();
                var old = running;
                running = next;
                assertThat(old.terminate()).as(old.log()).isEqualTo(143);
            }
        } finally {
            going.set(false);
            running.close();
        }
    }

    // A few at a time, and no more than are being recorded.
    private static void publish(Ground ground, List<SignedSale> sales, AtomicBoolean going) {
        while (going.get() && sales.size() < MOST) {
            var some = List.of(SignedSale.some(), SignedSale.some(), SignedSale.some());
            ground.publish(some.toArray(SignedSale[]::new));
            sales.addAll(some);
            // Before the first instance there is no table to ask.
            await().atMost(SOON).ignoreExceptions().until(() -> !going.get() || ground.recorded() > sales.size() - 30);
        }
    }
}
