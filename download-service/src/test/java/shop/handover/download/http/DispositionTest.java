package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DispositionTest {

    @Test
    void a_plain_name_stands_as_it_is() {
        assertThat(Disposition.of("handbook-3.2.pdf"))
                .isEqualTo("attachment; filename=\"handbook-3.2.pdf\"; filename*=UTF-8''handbook-3.2.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße.pdf", "日本語.zip", "naïve \"quoted\".txt", "a%20b.pdf", "👩‍🚀.epub", "it's;so=*.md"})
    void any_name_arrives_exactly(String name) {
        var header = Disposition.of(name);

        var encoded = header.substring(header.indexOf("UTF-8''") + 7);
        assertThat(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(header).matches("[\\x20-\\x7e]+");
    }

    @Test
    void no_name_breaks_out_of_its_quotes_or_its_line() {
        assertThat(Disposition.of("a\"; filename=b.exe\r\nX: y\\..\\c/../d"))
                .startsWith("attachment; filename=\"a__ filename=b.exe__X_ y_.._c_.._d\"; filename*=")
                .doesNotContain("\r", "\n");
    }
}
