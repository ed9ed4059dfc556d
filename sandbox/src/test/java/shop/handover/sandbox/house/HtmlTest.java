package shop.handover.sandbox.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HtmlTest {

    private static final String PAGE = """
            <form method="post" action="/search"><input name="query" value="x"></form>
            <form method="post" action="/c/pay/cs_test_1?a=1&amp;b=2">
            <input type="hidden" name="state" value="a&quot;b">
            <input type="radio" name="method" value="card" checked><input type="radio" name="method" value="sepa">
            <input type="checkbox" name="keep" value="yes">
            <input name="cardNumber" autocomplete="off" required>
            <button name="action" value="pay">Pay</button>
            </form>
            """;

    @Test
    void a_form_is_found_by_a_field_and_sent_as_a_browser_would() {
        var form = Html.formWith("cardNumber", PAGE);

        assertThat(form.action()).isEqualTo("/c/pay/cs_test_1?a=1&b=2");
        assertThat(form.fields())
                .containsEntry("state", "a\"b")
                .containsEntry("method", "card")
                .containsEntry("cardNumber", "")
                .containsEntry("action", "pay")
                .doesNotContainKeys("keep", "query");
    }

    @Test
    void a_page_without_the_form_fails_the_station() {
        assertThatThrownBy(() -> Html.formWith("cardNumber", "<p>Back in a moment.</p>"))
                .isInstanceOf(StationFailed.class)
                .hasMessageContaining("cardNumber");
    }
}
