package shop.handover.kit.link;

import java.time.Instant;
import shop.handover.kit.stripe.CheckoutId;

/// What a download link says: which purchase, which product, from when until when. It grants nothing by itself;
/// entitlement is asked at every use.
///
/// @param checkout the session that was paid
/// @param product its slug
/// @param issuedAt to the second
/// @param expiresAt to the second; from this instant on the link is expired
public record DownloadToken(CheckoutId checkout, String product, Instant issuedAt, Instant expiresAt) {

    /// Refuses a slug that no catalog can hold, and cuts both times to the second.
    public DownloadToken {
        if (!product.matches("[a-z0-9-]{1,200}")) {
            throw new IllegalArgumentException("not a product's slug: " + product);
        }
        issuedAt = Instant.ofEpochSecond(issuedAt.getEpochSecond());
        expiresAt = Instant.ofEpochSecond(expiresAt.getEpochSecond());
    }
}
