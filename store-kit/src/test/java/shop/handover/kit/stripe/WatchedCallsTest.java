package shop.handover.kit.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    // A proxy's 404 is no word of Stripe's that a session does not exist.
    @ParameterizedTest
    @ValueSource(ints = {404, 502})
    void a_refusal_without_a_word_is_no_verdict(int status) throws IOException {
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        proxy.start();
        var base = URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
        try (var stripe = new StripeGateway(StripeAccess.of("sk_test_proxied", base))) {
            assertThatThrownBy(() ->
                            stripe.askAndWait(client -> client.v1().products().retrieve("prod_1")))
                    .isInstanceOf(StripeUnavailable.class);
        } finally {
            proxy.stop(0);
        }
    }
}
