package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox as a program of its own.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunStripeTest {

    private static final Pattern ADDRESS = Pattern.compile("at (http://[\\d.:]+) ");

    @TempDir
    private Path folder;

    private Program.Running start(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunStripe.class.getName()));
        command.addAll(List.of(arguments));
        return Program.start(folder, Map.of(), command);
    }

    @Test
    void it_says_where_it_is_and_answers_there() {
        try (var running = start("0", folder.resolve("kept").toString())) {
            Eventually.until(
                    Duration.ofMinutes(1), () -> ADDRESS.matcher(running.said()).find());
            var address = ADDRESS.matcher(running.said());

            assertThat(address.find()).isTrue();
            assertThat(new Browser().open(address.group(1) + "/").body()).contains("No money moves here");
        }
        assertThat(folder.resolve("kept")).isNotEmptyDirectory();
    }

    @Test
    void a_port_that_is_taken_is_one_line_that_names_it() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                var running = start(String.valueOf(taken.getLocalPort()))) {
            Eventually.until(Duration.ofMinutes(1), () -> running.said().contains("sandbox: "));

            assertThat(running.said())
                    .contains("sandbox: the Stripe sandbox cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }
}
