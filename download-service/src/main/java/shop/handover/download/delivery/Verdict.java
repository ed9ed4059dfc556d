package shop.handover.download.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.link.DownloadToken;

/// What a click on a download link yields.
public sealed interface Verdict {

    /// Hand over any of the product's files.
    ///
    /// @param network keyed hash of the one who asked
    record Granted(DownloadToken link, Product product, String network) implements Verdict {}

    /// Good, but used unusually often or from unusually many networks: a fresh one goes to the buyer's own address.
    record UsedUp(DownloadToken link) implements Verdict {}

    /// Not a link of ours, or cut on its way here. Found without asking anyone.
    record Forged() implements Verdict {}

    /// A link of ours whose time is over: the buyer may ask for a fresh one.
    record Expired(DownloadToken link) implements Verdict {}

    /// Paid, but the bank has not confirmed.
    record Waiting() implements Verdict {}

    /// No file, and why; the buyer may know.
    record Refused(Reason reason, Optional<Instant> since) implements Verdict {}

    /// Nobody can tell right now.
    record Away(Duration retryAfter) implements Verdict {}
}
