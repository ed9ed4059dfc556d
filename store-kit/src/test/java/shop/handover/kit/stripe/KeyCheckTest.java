package shop.handover.kit.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.kit.stripe.KeyCheck.Standing;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyCheckTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final AtomicInteger questions = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;
    private StripeGateway stripe;

    @BeforeEach
    void a_stripe_that_answers_as_told() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/checkout/sessions", exchange -> {
            questions.incrementAndGet();
            var body = (status == 200 ? "{\"object\":\"list\",\"data\":[]}" : "{\"error\":{\"message\":\"no\"}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        stripe = new StripeGateway(StripeAccess.of(
                "rk_test_VISIBLYFAKE",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @AfterEach
    void it_ends() {
        stripe.close();
        server.stop(0);
    }

    @Test
    void nothing_is_known_before_stripe_was_asked() {
        assertThat(new KeyCheck(stripe, AT_ONCE).standing()).isEqualTo(Standing.ASKED);
    }

    @Test
    void a_key_that_stripe_takes_is_not_asked_about_again() {
        var key = new KeyCheck(stripe, AT_ONCE);
        await(key, Standing.ACCEPTED);

        status = 401;

        assertThat(key.standing()).isEqualTo(Standing.ACCEPTED);
        assertThat(questions).hasValue(1);
    }

    @Test
    void a_refused_key_is_refused_until_stripe_takes_it() {
        status = 403;
        var key = new KeyCheck(stripe, AT_ONCE);
        await(key, Standing.REFUSED);

        status = 200;

        await(key, Standing.ACCEPTED);
    }

    @Test
    void a_stripe_that_is_away_says_nothing_against_the_key() {
        server.stop(0);

        await(new KeyCheck(stripe, AT_ONCE), Standing.AWAY);
    }

    private static void await(KeyCheck key, Standing standing) {
        var late = Instant.now().plusSeconds(60);
        while (key.standing() != standing) {
            assertThat(Instant.now()).as("waiting for " + standing).isBefore(late);
            Thread.onSpinWait();
        }
    }
}
