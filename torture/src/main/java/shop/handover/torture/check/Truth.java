package shop.handover.torture.check;

/// A session as Stripe's books hold it in the end.
///
/// @param paid also where nothing was due
/// @param total in minor units
/// @param slug of the product, from the metadata
public record Truth(String session, boolean paid, long total, String currency, String slug, String email) {}
