package shop.handover.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// A figure is what its name says.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SampleTest {

    @Test
    void a_percentile_is_the_least_latency_that_so_many_did_not_exceed() {
        var hundred = LongStream.rangeClosed(1, 100)
                .map(millis -> (101 - millis) * 1_000_000)
                .toArray();

        var sample = Sample.of(Map.of(200, 100L), 0, 0, Duration.ofSeconds(4), hundred);

        assertThat(sample.percentile(0.5)).hasMillis(50);
        assertThat(sample.percentile(0.99)).hasMillis(99);
        assertThat(sample.percentile(1)).hasMillis(100);
        assertThat(sample.perSecond()).isEqualTo(25);
    }

    @Test
    void what_was_refused_or_broken_is_told_beside_the_rate() {
        var sample = Sample.of(Map.of(200, 1L, 429, 2L), 3, 0, Duration.ofSeconds(1), 1, 2, 3);

        assertThat(sample.told()).contains("2 × 429").endsWith("3 without an answer");
    }

    @Test
    void a_misspelt_word_measures_nothing() {
        var words = new Words("--conections", "4");
        words.number("connections", 16);

        assertThatIllegalArgumentException().isThrownBy(words::noMore).withMessageContaining("--conections");
    }
}
