package shop.handover.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckoutFieldTest {

    private static final String LINK = "v1.key.Y3NfdGVzdF9DQU5BUlk.CANARYCANARY-_x";

    private final CheckoutField filter = new CheckoutField();

    @Test
    void a_line_of_a_purchase_is_found_by_its_field() {
        var line = line("checkout=%s was sent", "cs_test_a1");

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMdc("checkout")).isEqualTo("cs_test_a1");
        assertThat(said(line)).isEqualTo("checkout=cs_test_a1 was sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/download?token=" + LINK,
                "/store/success?session_id=CANARYSESSION&r=CANARY",
                "http://a b/store/download?a=b&token=" + LINK + "&file=x",
                "token=" + LINK,
                "GET%20/store?token%3DCANARY",
                "//api/download;v1?token=CANARY",
                "[" + LINK + "]"
            })
    void what_opens_a_purchase_stands_in_no_line(String address) {
        var line = line("HTTP Request to %s failed, error id: %s", address, "x-1");
        line.setThrown(new IllegalStateException("outer", new URISyntaxException(address, "odd")));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(said(line))
                .startsWith("HTTP Request to ")
                .contains(" failed, error id: x-1")
                .contains("IllegalStateException: outer")
                .contains("URISyntaxException: odd")
                .doesNotContain("CANARY");
    }

    @Test
    void a_line_with_nothing_to_hide_is_left_as_it_is() {
        var fault = new IllegalStateException("why?");
        var line = line("%d of %d bytes from %s, or not?", 3, 4, "v1.4");
        line.setThrown(fault);

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(said(line)).startsWith("3 of 4 bytes from v1.4, or not?");
        assertThat(line.getThrown()).isSameAs(fault);
    }

    private static ExtLogRecord line(String words, Object... values) {
        var line = new ExtLogRecord(Level.SEVERE, words, FormatStyle.PRINTF, CheckoutFieldTest.class.getName());
        line.setParameters(values);
        return line;
    }

    private static String said(ExtLogRecord line) {
        return new PatternFormatter("%s%e").format(line);
    }
}
