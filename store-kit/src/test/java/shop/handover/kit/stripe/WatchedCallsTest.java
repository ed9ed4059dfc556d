package shop.handover.kit.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WatchedCallsTest {

    // A metric must not grow with every purchase, and a span tells no id that opens a session.
    @ParameterizedTest
    @CsvSource({
        "/v1/checkout/sessions, checkout/sessions",
        "/v1/checkout/sessions/cs_test_a1B2c3, checkout/sessions/{id}",
        "/v1/checkout/sessions/cs_test_a1B2c3/line_items, checkout/sessions/{id}/line_items",
        "/v1/payment_intents/pi_3Abc, payment_intents/{id}",
        "/v1/payment_intents, payment_intents",
        "/v1/webhook_endpoints/we_1Abc, webhook_endpoints/{id}",
        "/v1/promotion_codes, promotion_codes",
        "/v1/products/sample_kubernetes-starter-stack, products/{id}",
        "/v1/refunds, refunds"
    })
    void a_call_is_known_by_its_resource_and_not_by_its_id(String path, String resource) {
        assertThat(WatchedCalls.resource(path)).isEqualTo(resource);
    }
}
