package shop.handover.kit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "buyer@example.com, buyer@example.com",
        "first.last+tag@mail.example.co.uk, first.last+tag@mail.example.co.uk",
        "o'brien@example.com, o'brien@example.com",
        "käufer@bücher.example, ",
        "buyer@bücher.example, buyer@xn--bcher-kva.example"
    })
    void an_address_that_servers_take_is_one(String typed, String address) {
        assertThat(EmailAddress.of(typed).orElse(null)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "buyer",
                "@example.com",
                "buyer@",
                "buyer@localhost",
                "buyer@example",
                "buyer@example.com.",
                "buyer@-example.com",
                "buyer..x@example.com",
                ".buyer@example.com",
                "a@b@example.com",
                "buyer@example.com, other@example.com",
                "Buyer <buyer@example.com>",
                "\"a b\"@example.com",
                "buyer@example.com\r\nBcc: evil@example.com",
                "buyer\u0000@example.com",
                "buyer@exam ple.com",
                "buyer@example.com\u2028Bcc: evil@example.com",
                "buyer@[127.0.0.1]",
                "buyer@127.0.0.1"
            })
    void anything_else_is_none(String typed) {
        assertThat(EmailAddress.of(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 300, 5000})
    void an_address_too_long_to_be_sent_to_is_none(int length) {
        assertThat(EmailAddress.of("a".repeat(length) + "@example.com")).isEmpty();
    }
}
