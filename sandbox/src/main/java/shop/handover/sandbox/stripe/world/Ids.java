package shop.handover.sandbox.stripe.world;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Identifiers in Stripe's shapes. Secrets come from a secure source as well, for a tunnel may show the sandbox to
/// others.
public final class Ids {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final ThreadLocal<RandomGenerator> RANDOM = ThreadLocal.withInitial(SecureRandom::new);

    private Ids() {}

    /// The id of a new object, by the name of its kind in Stripe's `object` field.
    public static String next(String object, boolean live) {
        return switch (object) {
            case "product" -> "prod_" + random(14);
            case "customer" -> "cus_" + random(14);
            case "coupon" -> random(8);
            case "price" -> "price_1" + random(23);
            case "promotion_code" -> "promo_1" + random(23);
            case "checkout.session" -> (live ? "cs_live_a1" : "cs_test_a1") + random(56);
            case "item" -> "li_1" + random(23);
            case "payment_method" -> "pm_1" + random(23);
            case "payment_intent" -> "pi_3" + random(23);
            case "charge" -> "ch_3" + random(23);
            case "refund" -> "re_3" + random(23);
            case "balance_transaction" -> "txn_3" + random(23);
            case "dispute" -> "du_1" + random(23);
            case "event" -> "evt_1" + random(23);
            case "webhook_endpoint" -> "we_1" + random(23);
            case "discount" -> "di_1" + random(23);
            case "invoice" -> "in_1" + random(23);
            case "request" -> "req_" + random(14);
            case Delivery.OBJECT -> "dlv_" + random(20);
            default -> throw new IllegalArgumentException("no id shape is known for " + object);
        };
    }

    /// A webhook endpoint's signing secret.
    public static String secret() {
        return "whsec_" + random(32);
    }

    /// So many letters and digits.
    public static String random(int length) {
        var random = RANDOM.get();
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
