package shop.handover.checkout.sale;

/// What Stripe calls a price of ours.
///
/// @param id of the price
/// @param product id of its product
/// @param taxBehavior `inclusive`, `exclusive` or `unspecified`
public record PriceAtStripe(String id, String product, String taxBehavior) {}
