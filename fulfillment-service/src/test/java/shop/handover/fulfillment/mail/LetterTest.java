package shop.handover.fulfillment.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.fulfillment.mail.Letter.Sender;

/// What may stand in a header, and when a mail is tried again.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LetterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"a@x.example", "first.last+tag@mail.x.example", "a@localhost", "o'neil@x.example"})
    void one_plain_address_is_fine(String address) {
        assertThat(Address.looksRight(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@x.example",
                "a@",
                "a@x.example\r\nBcc: e@x.example",
                "a@x.example\n",
                "a@x.example,b@x.example",
                "A <a@x.example>",
                "a b@x.example",
                "a@x..example",
                ".a@x.example",
                "a@-x.example",
                "\"a\"@x.example",
                "a@[127.0.0.1]",
                "a@x.example\u2028",
                "a\u0000@x.example",
                "=?utf-8?q?a?= <a@x.example>"
            })
    void anything_else_is_no_address(String address) {
        assertThat(Address.looksRight(address)).isFalse();
    }

    @Test
    void an_address_longer_than_smtp_allows_is_none() {
        assertThat(Address.looksRight("a".repeat(65) + "@x.example")).isFalse();
        assertThat(Address.looksRight("a@" + "x".repeat(60).concat(".").repeat(5) + "example"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Book\r\nBcc: e@x.example", "Book\u2028Bcc:", "Book\u0085x", "Book\u0000x", "Book\u202ex"})
    void a_name_becomes_one_line(String name) {
        assertThat(OneLine.of(name)).startsWith("Book ").matches("[ -~]+");
    }

    @Test
    void a_letter_refuses_a_header_of_two_lines() {
        assertThatThrownBy(() -> new Letter(
                        "id", new Sender("Shop", "s@x.example"), "b@x.example", "s@x.example", "a\nb", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waits_grow_with_a_little_chance_and_end() {
        var backoff = new Backoff(List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)), Duration.ofHours(72));
        var dice = new Random(1);

        assertThat(backoff.next(1, NOON, NOON, dice))
                .hasValueSatisfying(at -> assertThat(at).isBetween(NOON.plusSeconds(60), NOON.plusSeconds(72)));
        assertThat(backoff.next(9, NOON, NOON, dice))
                .hasValueSatisfying(at -> assertThat(at).isBetween(NOON.plusSeconds(300), NOON.plusSeconds(360)));
        assertThat(backoff.next(9, NOON, NOON.plus(Duration.ofHours(72)), dice)).isEmpty();
    }
}
