package shop.handover.kit.stripe;

/// The id of a Checkout Session: `cs_test_…` or `cs_live_…`. It names a purchase everywhere in the house.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/object">Stripe: the Checkout Session object</a>
public record CheckoutId(String value) {

    /// Refuses what cannot be one, so that no stray text reaches Stripe, a log line or a key.
    public CheckoutId {
        if (!looksRight(value)) {
            throw new IllegalArgumentException("a checkout id starts with cs_ and has at most 200 letters and digits");
        }
    }

    /// Whether a text from outside may be an id at all.
    public static boolean looksRight(String value) {
        return value.length() <= 200 && value.matches("cs_(test|live)_[A-Za-z0-9]+");
    }

    @Override
    public String toString() {
        return value;
    }
}
