package shop.handover.checkout.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MarkdownTest {

    private final Markdown markdown = new Markdown();

    @Test
    void a_description_becomes_headings_lists_tables_and_links() {
        var html = html("""
                # First

                - **one** and `two`

                | a | b |
                |---|---|
                | 1 | 2 |

                [more](https://shop.example/more)
                """);

        assertThat(html)
                .contains("<h2>First</h2>")
                .contains("<strong>one</strong> and <code>two</code>")
                .contains("<td>1</td>")
                .contains("href=\"https://shop.example/more\"")
                .contains("rel=\"noopener noreferrer\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "<a href=\"https://x.example\" onclick=\"alert(1)\" style=\"color:red\">x</a>",
                "<style>body{display:none}</style>",
                "<iframe src=\"https://x.example\"></iframe>",
                "<form action=\"https://x.example\"><input></form>",
                "<svg onload=alert(1)>",
                "![x](https://x.example/pixel.png)"
            })
    void nothing_in_it_can_act_load_or_restyle(String dangerous) {
        assertThat(html(dangerous))
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("<style")
                .doesNotContainIgnoringCase("<iframe")
                .doesNotContainIgnoringCase("<form")
                .doesNotContainIgnoringCase("<svg")
                .doesNotContainIgnoringCase("onclick")
                .doesNotContainIgnoringCase("style=")
                .doesNotContainIgnoringCase("javascript:")
                .doesNotContainIgnoringCase("data:");
    }

    private String html(String text) {
        return markdown.html(text).getValue();
    }
}
