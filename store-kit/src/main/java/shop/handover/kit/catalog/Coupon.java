package shop.handover.kit.catalog;

/// A promotion code that the shop keeps in its catalog, so that test and live mode have the same.
///
/// @param code what the buyer types on Stripe's page: capitals, digits and dashes
/// @param product slug of the one product it is good for; never a pay-what-you-want one, which Stripe does not discount
/// @param percentOff 1 to 100
public record Coupon(String code, String product, int percentOff) {}
