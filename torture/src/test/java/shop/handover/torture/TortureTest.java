package shop.handover.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The short form of the torture run. The long one is `./handover torture --sessions 10000`, see docs/torture.md.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TortureTest {

    private static final int SESSIONS = 500;
    private static final int KILLS = 6;
    // How fast is a benchmark's question, and the machine may be busy with other tests: here it must only come.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void every_promise_is_kept_while_parts_are_killed_and_links_are_cut() throws InterruptedException {
        var root = Path.of("..").toAbsolutePath().normalize();
        var folder = Path.of("target", "torture").toAbsolutePath();

        var verdict = Run.of(new Orders(root, folder, 20_261, SESSIONS, KILLS, Optional.empty(), PATIENCE, PATIENCE));

        assertThat(verdict.broken()).as("the report in %s", folder).isEmpty();
    }
}
