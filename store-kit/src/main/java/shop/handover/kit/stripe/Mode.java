package shop.handover.kit.stripe;

/// Test money or real money. Follows from the secret key, and every event must agree with it.
///
/// @see <a href="https://docs.stripe.com/keys">Stripe: API keys</a>
public enum Mode {
    /// `sk_test_…`, `rk_test_…`: no money moves.
    TEST,
    /// `sk_live_…`, `rk_live_…`.
    LIVE;

    /// The mode a key opens.
    ///
    /// @throws IllegalArgumentException where it is neither, without repeating the key: a service that cannot tell
    ///     test money from real must not start
    public static Mode of(String secretKey) {
        if (secretKey.matches("[sr]k_test_\\S+")) {
            return TEST;
        }
        if (secretKey.matches("[sr]k_live_\\S+")) {
            return LIVE;
        }
        throw new IllegalArgumentException(
                "STRIPE_SECRET_KEY must start with sk_test_, rk_test_, sk_live_ or rk_live_");
    }

    /// Stripe's `livemode` of everything made in this mode.
    public boolean livemode() {
        return this == LIVE;
    }
}
