package shop.handover.kit.event;

import java.util.Set;

/// The keys our server writes into the metadata of a Checkout Session and of its payment intent.
///
/// @see <a href="https://docs.stripe.com/metadata">Stripe: metadata</a>
public final class SessionMetadata {

    /// The shop's id.
    public static final String SHOP = "shop";
    /// The product's slug.
    public static final String PRODUCT_SLUG = "productSlug";
    /// The product's name as sold, at most 500 characters, cut on a code point.
    public static final String PRODUCT_NAME = "productName";
    /// Where the product's files are handed out, without a token.
    public static final String DOWNLOAD_URL = "downloadUrl";
    /// The Stripe price the session was created with.
    public static final String PRICE_ID = "priceId";
    /// The price in minor units; for pay-what-you-want its minimum, followed by `+`.
    public static final String UNIT_AMOUNT = "unitAmount";
    /// What the buyer agreed to: version, language, digest of the wording and time, or empty.
    public static final String CONSENT = "consent";
    /// The nonce that the return ticket repeats.
    public static final String NONCE = "nonce";
    /// The trace the checkout began in.
    public static final String TRACEPARENT = "traceparent";
    /// The HMAC over all of the above.
    public static final String SEAL = "seal";

    /// The keys that the seal covers.
    public static final Set<String> SEALED =
            Set.of(SHOP, PRODUCT_SLUG, PRODUCT_NAME, DOWNLOAD_URL, PRICE_ID, UNIT_AMOUNT, CONSENT, NONCE, TRACEPARENT);

    private SessionMetadata() {}
}
