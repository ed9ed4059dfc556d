package shop.handover.download.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import shop.handover.kit.event.FileDelivery;

/// How one purchase has been fetched, folded from topic `downloads`. A link that was used too often, or from too many
/// networks, is not good any more until a younger one is used: with that the count begins anew, and all older links
/// have ended. Not safe for several threads at once; a few hundred bytes.
public final class Use {

    /// How much a purchase may be fetched before a fresh link is asked for.
    ///
    /// @param downloads completed ones of any one file
    /// @param networks that fetch it
    public record Limit(int downloads, int networks) {}

    // A link that was mailed in the very second in which the limit was reached is a fresh one.
    private static final long ONE_SECOND = 1;

    private final Limit limit;
    private final Map<String, Fetched> files = new HashMap<>();
    private final Set<String> networks = new HashSet<>();
    private long youngest;
    private long ended = Long.MIN_VALUE;
    private long full = Long.MAX_VALUE;
    private boolean downloaded;

    /// Nothing was fetched yet.
    public Use(Limit limit) {
        this.limit = limit;
    }

    /// Takes in one record of topic `downloads`.
    public void hear(FileDelivery told) {
        var issued = told.linkIssuedAt().getEpochSecond();
        if (issued <= ended || downloaded && issued <= full) {
            return;
        }
        if (issued > full) {
            beginAnew();
        }
        youngest = Math.max(youngest, issued);
        if (networks.size() < limit.networks()) {
            networks.add(told.network());
        }
        if (!told.end().isEmpty()) {
            var fetched = files.computeIfAbsent(told.file(), _ -> new Fetched());
            fetched.add(told);
            downloaded = fetched.times() >= limit.downloads();
        }
        if (downloaded || full == Long.MAX_VALUE && networks.size() >= limit.networks()) {
            full = Math.max(youngest, told.at().getEpochSecond() - ONE_SECOND);
        }
    }

    /// Whether a link is to be exchanged for a fresh one before it opens anything for this network.
    ///
    /// @param issued when the link was made, in seconds of the epoch
    public boolean isUpFor(long issued, String network) {
        if (issued <= ended) {
            return true;
        }
        return issued <= full && (downloaded || networks.size() >= limit.networks() && !networks.contains(network));
    }

    private void beginAnew() {
        ended = full;
        full = Long.MAX_VALUE;
        downloaded = false;
        files.clear();
        networks.clear();
    }
}
