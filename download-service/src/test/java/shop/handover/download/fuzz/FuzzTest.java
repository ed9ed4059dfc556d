package shop.handover.download.fuzz;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.http.Corpus;
import shop.handover.download.http.RangeFuzz;

/// What strangers write, read by the code that reads it first: tens of thousands of edits, the same in every run.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuzzTest {

    private static final int TRIES = 50_000;

    @Test
    void no_range_is_read_otherwise_than_the_rfc_says() {
        mutate(List.copyOf(Corpus.ranges()), RangeFuzz::fuzzerTestOneInput);
    }

    @Test
    void no_text_is_a_link_of_ours_but_ours() {
        mutate(List.of(TokenFuzz.ours()), TokenFuzz::fuzzerTestOneInput);
        TokenFuzz.fuzzerTestOneInput(TokenFuzz.ours().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_target_that_fails_is_heard() {
        assertThatThrownBy(() -> mutate(List.of("x"), _ -> {
                    throw new IllegalStateException("found");
                }))
                .hasMessage("found");
    }

    private static void mutate(List<String> seeds, Consumer<byte[]> target) {
        var random = new Random(5);
        for (var i = 0; i < TRIES; i++) {
            var seed = seeds.get(random.nextInt(seeds.size()));
            target.accept(Corpus.edited(seed, random).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
