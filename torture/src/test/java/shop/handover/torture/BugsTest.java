package shop.handover.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bugs of `./handover torture self-test` can still be planted: it takes too long to be run with every change.
@DisplayNameGeneration(ReplaceUnderscores.class)
class BugsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<Path> bugs() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("torture/bugs"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void it_still_applies(Path bug) throws IOException, InterruptedException {
        assumeTrue(runs("git", "--version") == 0, "there is no git to apply patches with");

        assertThat(runs("git", "apply", "--check", "-C1", bug.toString()))
                .as("make %s anew, where the code it is planted in has changed", bug)
                .isZero();
    }

    @Test
    void there_are_eight() throws IOException {
        assertThat(bugs()).hasSize(8);
    }

    private static int runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }
}
