package shop.handover.download.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import shop.handover.download.Shop;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.Redemption;
import shop.handover.kit.stripe.CheckoutId;

/// A target for a fuzzer: no text is a link of ours but the links of ours.
public final class TokenFuzz {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final DownloadTokens TOKENS = new DownloadTokens(Shop.keys());
    private static final String OURS = TOKENS.issue(new CheckoutId("cs_test_1"), "handbook", NOON, Duration.ofDays(1));

    private TokenFuzz() {}

    static String ours() {
        return OURS;
    }

    /// Called by Jazzer with whatever it made up.
    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        var forged = TOKENS.redeem(text, NOON) instanceof Redemption.Forged;
        if (forged == text.equals(OURS)) {
            throw new IllegalStateException((forged ? "refused" : "accepted") + ": " + text);
        }
    }
}
