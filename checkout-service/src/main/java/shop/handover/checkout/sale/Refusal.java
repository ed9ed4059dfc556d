package shop.handover.checkout.sale;

/// Why a wish cannot be met, whoever asks and however often.
public enum Refusal {
    /// Neither a product nor a price was named.
    NOTHING_NAMED("productSlug"),
    /// The address is none.
    MALFORMED_EMAIL("customerEmail"),
    /// The catalog has no such product.
    UNKNOWN_PRODUCT("productSlug"),
    /// No product has such a price.
    UNKNOWN_PRICE("priceId"),
    /// Sold once, no longer.
    RETIRED_PRODUCT("productSlug"),
    /// The price belongs to something else.
    PRICE_OF_ANOTHER_PRODUCT("priceId"),
    /// The product has no price in that currency.
    UNSUPPORTED_CURRENCY("currency"),
    /// The price named is not in the currency named.
    PRICE_IN_ANOTHER_CURRENCY("currency"),
    /// The amount the buyer chose is none.
    MALFORMED_AMOUNT("amount"),
    /// The amount the buyer chose is less than the seller takes.
    AMOUNT_TOO_LOW("amount"),
    /// This very checkout was opened before, and paid.
    ALREADY_PAID("Idempotency-Key"),
    /// This very checkout was opened before, and has expired.
    ALREADY_ENDED("Idempotency-Key"),
    /// The same request is being answered at this moment.
    ALREADY_UNDERWAY("Idempotency-Key");

    private final String field;

    Refusal(String field) {
        this.field = field;
    }

    /// The field to be mended.
    public String field() {
        return field;
    }
}
