package shop.handover.download.delivery;

import shop.handover.kit.link.DownloadToken;

/// How often purchases were fetched, on all replicas together.
public interface Uses {

    /// Whether this link was used so often, or from so many places, that the buyer is to ask for a fresh one.
    ///
    /// @param network keyed hash of the one who asks now
    boolean isUsedUp(DownloadToken link, String network);
}
