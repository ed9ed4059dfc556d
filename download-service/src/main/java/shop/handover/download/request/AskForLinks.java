package shop.handover.download.request;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.link.DownloadToken;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.Redemption;

/// Passes on that somebody wants links by mail. They go to the address of the purchase and nowhere else, so nobody is
/// asked who he is, and nobody learns whether there is such a purchase.
@ApplicationScoped
public class AskForLinks {

    private final Requests requests;
    private final DownloadTokens tokens;
    private final CatalogFile catalog;
    private final Clock clock;

    AskForLinks(Requests requests, DownloadTokens tokens, CatalogFile catalog, Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// A fresh link for the purchase of an old one. A link that is not ours asks for nothing, and is answered alike.
    public Uni<Void> freshLink(String token, String locale) {
        return link(token)
                .map(link -> requests.keep(
                        request(BuyerRequest.FRESH_LINK, link.checkout().value(), "", locale)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /// All links of an address.
    ///
    /// @param email checked by [EmailAddress]
    public Uni<Void> lostDownload(String email, String locale) {
        return requests.keep(request(BuyerRequest.LOST_DOWNLOAD, "", email, locale));
    }

    private Optional<DownloadToken> link(String token) {
        return switch (tokens.redeem(token, clock.instant())) {
            case Redemption.Genuine(var link) -> Optional.of(link);
            case Redemption.Expired(var link) -> Optional.of(link);
            case Redemption.Forged() -> Optional.empty();
        };
    }

    private BuyerRequest request(String kind, String session, String email, String locale) {
        return new BuyerRequest(
                UUID.randomUUID().toString(),
                kind,
                catalog.current().shop().id(),
                session,
                email,
                "",
                "",
                locale,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
