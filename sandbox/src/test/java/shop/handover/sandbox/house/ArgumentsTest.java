package shop.handover.sandbox.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArgumentsTest {

    @Test
    void names_have_values() {
        var arguments = new Arguments("--port", "8080", "--folder", "/tmp/x");

        assertThat(arguments.port("port")).isEqualTo(8080);
        assertThat(arguments.path("folder")).hasToString("/tmp/x");
        assertThat(arguments.find("inbox")).isEmpty();
    }

    @Test
    void what_is_missing_or_odd_is_named() {
        assertThatThrownBy(() -> new Arguments("--port")).hasMessageContaining("--port");
        assertThatThrownBy(() -> new Arguments("port", "8080")).hasMessageContaining("port");
        assertThatThrownBy(() -> new Arguments().port("port")).hasMessage("--port is missing");
    }
}
