package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WellFormedTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=ISO-8859-1",
                "multipart/form-data; boundary=----x1",
                "application/vnd.shop+json; v=1; charset=utf-8"
            })
    void media_types_that_clients_send_pass(String contentType) {
        assertThat(WellFormed.isMediaType(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "foo", "///;;", "application/", "/json", "application/json; charset=nope", "a/b;=", "a b/c"})
    void what_is_no_media_type_or_in_an_unknown_charset_does_not(String contentType) {
        assertThat(WellFormed.isMediaType(contentType)).isFalse();
    }

    @Test
    void a_form_with_a_broken_escape_does_not() {
        assertThat(WellFormed.isForm("productSlug=a%20b&x=%C3%BC")).isTrue();
        assertThat(WellFormed.isForm("productSlug=%zz")).isFalse();
        assertThat(WellFormed.isForm("productSlug=%")).isFalse();
        assertThat(WellFormed.isForm("productSlug=%4")).isFalse();
    }
}
