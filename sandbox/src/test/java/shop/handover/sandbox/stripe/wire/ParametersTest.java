package shop.handover.sandbox.stripe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Forms and what is known of their parameters.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ParametersTest {

    @Test
    void every_parameter_of_stripes_library_is_known() throws IOException {
        try (var in = Parameters.class.getResourceAsStream("/shop/handover/sandbox/stripe/parameters.json")) {
            var known = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(known)
                    .as("run ParametersOfStripeJava to write it anew")
                    .isEqualTo(ParametersOfStripeJava.json(ParametersOfStripeJava.all(), 0) + "\n");
        }
    }

    @Test
    void brackets_may_be_encoded_numbered_or_empty() {
        var expected = Map.of("a", Map.of("0", Map.of("b", "1", "c", "2"), "1", Map.of("b", "3")));

        assertThat(Form.decode("a[0][b]=1&a[0][c]=2&a[1][b]=3")).isEqualTo(expected);
        assertThat(Form.decode("a%5B0%5D%5Bb%5D=1&a%5B0%5D%5Bc%5D=2&a%5B1%5D%5Bb%5D=3"))
                .isEqualTo(expected);
        assertThat(Form.decode("a[][b]=1&a[][c]=2&a[][b]=3")).isEqualTo(expected);
    }
}
