package shop.handover.download.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.http.Corpus;
import shop.handover.download.http.RangeFuzz;

/// What strangers write, read by the code that reads it first: an always equal run of edits, and Jazzer, which
/// looks for the ways nobody thought of, for a bounded number of tries here and for minutes with `./handover test
/// full`.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuzzTest {

    private static final int TRIES = 50_000;

    @TempDir
    Path folder;

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

    @ParameterizedTest
    @ValueSource(classes = {RangeFuzz.class, TokenFuzz.class})
    void jazzer_finds_nothing(Class<?> target) throws Exception {
        var seeds = Files.createDirectory(folder.resolve("seeds"));
        write(seeds, List.copyOf(Corpus.ranges()));
        write(seeds, List.of(TokenFuzz.ours()));

        var jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=shop.handover.**",
                        // Without this it reads and changes every class of the JDK first.
                        "--custom_hook_includes=shop.handover.**",
                        "full".equals(System.getProperty("handover.tests")) ? "-max_total_time=120" : "-runs=5000",
                        "-seed=1",
                        "-max_len=4096",
                        seeds.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(jazzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jazzer.waitFor()).as(said).isZero();
        // It saw branches of ours, so it was led by them and did not throw dice.
        assertThat(said).contains("DONE").containsPattern("cov: [1-9][0-9]+");
    }

    private static void mutate(List<String> seeds, Consumer<byte[]> target) {
        var random = new Random(5);
        for (var i = 0; i < TRIES; i++) {
            var seed = seeds.get(random.nextInt(seeds.size()));
            target.accept(Corpus.edited(seed, random).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void write(Path folder, List<String> seeds) throws IOException {
        for (var seed : seeds) {
            Files.writeString(folder.resolve("seed-" + seed.hashCode()), seed, StandardCharsets.ISO_8859_1);
        }
    }
}
