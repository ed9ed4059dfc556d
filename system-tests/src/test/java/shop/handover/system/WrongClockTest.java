package shop.handover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged webhook-service on a machine whose clock is wrong, by libfaketime. It refuses all of Stripe's calls,
/// says by how much it is wrong, and loses nothing: Stripe comes again.
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongClockTest {

    private static Ground ground;

    @BeforeAll
    static void lay_the_ground() {
        ground = new Ground("wrong_clock");
    }

    @AfterAll
    static void leave() {
        ground.close();
    }

    @ParameterizedTest
    @CsvSource({"+600, 6[0-9]{2}", "-600, -[56][0-9]{2}"})
    void a_clock_that_is_ten_minutes_off_refuses_everything_and_can_be_seen(String off, String skew) throws Exception {
        var library = library();
        assumeTrue(library.isPresent(), "there is no libfaketime (apt-get install libfaketime)");
        try (var webhook = ground.webhook(Map.of(
                        "LD_PRELOAD",
                        library.get().toString(),
                        "FAKETIME",
                        off,
                        // A clock that the JVM waits by must go on as it does.
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1"))
                .ready()) {
            var sale = SignedSale.some();

            assertThat(Ground.tell(webhook, sale)).isEqualTo(400);

            assertThat(webhook.metrics())
                    .containsPattern("handover_webhook_clock_skew_seconds(\\{[^}]*\\})? " + skew)
                    .containsPattern("handover_webhook_events_total\\{kind=\"stale\",outcome=\"rejected\"\\} 1");
            assertThat(ground.told(sale)).isZero();
        }
    }

    private static Optional<Path> library() {
        for (var folder : List.of("x86_64-linux-gnu", "aarch64-linux-gnu")) {
            var library = Path.of("/usr/lib", folder, "faketime", "libfaketime.so.1");
            if (Files.exists(library)) {
                return Optional.of(library);
            }
        }
        return Optional.empty();
    }
}
