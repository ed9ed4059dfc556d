package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.handover.fulfillment.journey.Events.order;
import static shop.handover.fulfillment.journey.Outside.ask;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.purchase.RecordPayments;
import shop.handover.kit.event.StripeEventRecord;

/// Consumer, ledger and operator may record one payment at the same moment.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TwoWritersTest {

    private static final int ROUNDS = 40;

    @Inject
    RecordPayments recordPayments;

    @Test
    void a_payment_and_its_refund_told_at_once_always_end_as_refunded() throws Exception {
        var orders = new ArrayList<Events.Order>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < ROUNDS; round++) {
                var order = order();
                orders.add(order);
                writers.invokeAll(List.of(
                        recording(order.event()),
                        recording(order.refund("re_" + order.name(), 4900, "succeeded")),
                        recording(order.event())));
            }
        }

        assertThat(orders).allSatisfy(order -> {
            assertThat(Outside.status(order)).isEqualTo("REFUNDED");
            assertThat(ask("SELECT count(*) FROM purchase WHERE checkout_session_id = ?", order.session()))
                    .isEqualTo("1");
        });
    }

    private Callable<Object> recording(StripeEventRecord event) {
        return () -> recordPayments.record(List.of(event)).await().atMost(Duration.ofSeconds(30));
    }
}
