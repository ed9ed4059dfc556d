package shop.handover.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Ten thousand forms that nobody should send: each is answered with a 4xx in Stripe's error shape.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MalformedFormsTest {

    private static final int MANY = 10_000;
    private static final List<String> PATHS = List.of(
            "/v1/products",
            "/v1/prices",
            "/v1/checkout/sessions",
            "/v1/coupons",
            "/v1/promotion_codes",
            "/v1/refunds",
            "/v1/payment_intents",
            "/v1/payment_methods",
            "/v1/webhook_endpoints",
            "/v1/payment_pages/cs_test_x/confirm");
    private static final List<String> KEYS = List.of(
            "nome",
            "metadata",
            "metadata[",
            "metadata]",
            "metadata[a][b]",
            "line_items",
            "line_items[x]",
            "line_items[0][price][a]",
            "[",
            "]",
            "[]",
            "%5B%5D",
            "%",
            "%zz",
            "a[",
            "a]b",
            "expand",
            "discounts[99999999999]",
            "currency[]",
            "mode",
            "amount",
            "💶",
            "%C3%28",
            "\u0000",
            "");
    private static final List<String> VALUES = List.of(
            "",
            "x",
            "%",
            "%f",
            "%ff%fe",
            "-1",
            "99999999999999999999",
            "1e9",
            "NaN",
            "true",
            "[]",
            "{}",
            "💶",
            "a&b=c",
            "&&&",
            "=",
            "' or 1",
            "x".repeat(6_000));

    @Test
    void no_form_however_odd_is_more_than_a_400() {
        var random = new Random(20260101);
        try (var sandbox = StripeSandbox.start(StripeSandbox.Options.standard())) {
            var wire = new Wire(sandbox, "sk_test_fuzz");
            for (int i = 0; i < MANY; i++) {
                var path = PATHS.get(random.nextInt(PATHS.size()));
                // A parameter nobody knows makes every one of them a refusal.
                var form = form(random) + "&nobody_knows_" + i + "=1";

                var answer = wire.post(path, form);

                assertThat(answer.status()).as("%s %s", path, form).isBetween(400, 499);
                assertThat(answer.error("type")).as("%s %s", path, form).isEqualTo("invalid_request_error");
                assertThat(answer.error("message")).isNotEmpty();
            }
        }
    }

    private static String form(Random random) {
        var form = new StringBuilder();
        int pairs = 1 + random.nextInt(6);
        for (int p = 0; p < pairs; p++) {
            form.append(p == 0 ? "" : "&").append(KEYS.get(random.nextInt(KEYS.size())));
            if (random.nextInt(8) > 0) {
                form.append('=').append(VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return form.toString();
    }
}
