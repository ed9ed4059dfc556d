package shop.handover.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PurchaseTraceTest {

    @Test
    void a_purchase_has_a_trace_where_nothing_is_traced() {
        var trace = PurchaseTrace.begin();

        assertThat(PurchaseTrace.here()).isEmpty();
        assertThat(PurchaseTrace.read(trace)).map(SpanContext::isValid).hasValue(true);
        assertThat(PurchaseTrace.begin()).isNotEqualTo(trace);
    }

    @Test
    void the_same_click_is_the_same_trace() {
        assertThat(PurchaseTrace.of("click"))
                .isEqualTo(PurchaseTrace.of("click"))
                .isNotEqualTo(PurchaseTrace.of("other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-0000000000000000-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "<script>"
            })
    void what_is_no_trace_is_none(String text) {
        assertThat(PurchaseTrace.read(text)).isEmpty();
    }

    @Test
    void a_station_of_an_unknown_trace_costs_nothing_and_breaks_nothing() {
        Station.begin().passed("checkout opened", "garbage", "");
        Station.begin().passed("checkout opened", PurchaseTrace.of("click"), "cs_test_1");
    }
}
