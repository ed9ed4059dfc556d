package shop.handover.sandbox.stripe.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// Which world a key opens. Any `sk_test_…` or `rk_test_…` is the test world's, any `sk_live_…` or `rk_live_…` the live
/// one's.
final class Keys {

    private Keys() {}

    static World world(Worlds worlds, HttpServerRequest request) {
        var key = given(request.getHeader("Authorization"))
                .filter(k -> !k.isBlank())
                .orElseThrow(() -> StripeError.of(
                        401,
                        "invalid_request_error",
                        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. "
                                + "'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can "
                                + "help at https://support.stripe.com/."));
        if (key.startsWith("pk_")) {
            throw StripeError.of(
                            403,
                            "invalid_request_error",
                            "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API "
                                    + "keys at https://dashboard.stripe.com/account/apikeys.")
                    .code("secret_key_required");
        }
        if (key.matches("[sr]k_test_\\S+")) {
            return worlds.test();
        }
        if (key.matches("[sr]k_live_\\S+")) {
            return worlds.live();
        }
        throw StripeError.of(401, "invalid_request_error", "Invalid API Key provided: " + masked(key));
    }

    private static Optional<String> given(String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
        }
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(header.substring(6).strip());
        }
        return Optional.empty();
    }

    private static Optional<String> basic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // Stripe shows the ends only.
    private static String masked(String key) {
        if (key.length() <= 12) {
            return "*".repeat(key.length());
        }
        return key.substring(0, 8) + "*".repeat(Math.min(40, key.length() - 12)) + key.substring(key.length() - 4);
    }
}
