package shop.handover.download.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.link.DownloadToken;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.Redemption;
import shop.handover.kit.trace.Station;

/// Judges a download link: the link itself first, which costs one HMAC, and only then the purchase it names.
@ApplicationScoped
public class Deliver {

    private static final Logger LOG = Logger.getLogger(Deliver.class);

    private final DownloadTokens tokens;
    private final CheckPurchase purchase;
    private final Uses uses;
    private final Networks networks;
    private final CatalogFile catalog;
    private final Clock clock;

    Deliver(
            DownloadTokens tokens,
            CheckPurchase purchase,
            Uses uses,
            Networks networks,
            CatalogFile catalog,
            Clock clock) {
        this.tokens = tokens;
        this.purchase = purchase;
        this.uses = uses;
        this.networks = networks;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// Judges what a stranger sent as `token`; nothing is used up by asking.
    ///
    /// @param network the /24 or /48 he asks from
    public Uni<Verdict> deliver(String token, String network) {
        return switch (tokens.redeem(token, clock.instant())) {
            case Redemption.Forged() -> Uni.createFrom().item(new Verdict.Forged());
            case Redemption.Expired(var link) -> Uni.createFrom().item(new Verdict.Expired(link));
            case Redemption.Genuine(var link) -> judged(link, network);
        };
    }

    private Uni<Verdict> judged(DownloadToken link, String network) {
        var station = Station.begin();
        return purchase.check(link.checkout())
                .invoke(checked -> tell(station, link, checked))
                .map(checked -> verdict(link, checked, network));
    }

    private static void tell(Station station, DownloadToken link, Checked checked) {
        if (checked instanceof Checked.Good(var _, var checkout)) {
            station.passed(
                    "link redeemed",
                    checkout.map(Checkout::traceparent).orElse(""),
                    link.checkout().value());
        }
    }

    private Verdict verdict(DownloadToken link, Checked checked, String network) {
        return switch (checked) {
            case Checked.Good(var sold, var _) ->
                product(link, sold)
                        .map(product -> granted(link, product, networks.pseudonym(network)))
                        .orElseGet(Deliver::foreign);
            case Checked.Waiting _ -> new Verdict.Waiting();
            case Checked.Refused(var reason, var _, var since) -> new Verdict.Refused(reason, since);
            case Checked.Away(var pause) -> new Verdict.Away(pause);
        };
    }

    // Who bought it may go on with a fresh link; who was handed the link by others may not ask for one.
    private Verdict granted(DownloadToken link, Product product, String network) {
        return uses.isUsedUp(link, network) ? new Verdict.UsedUp(link) : new Verdict.Granted(link, product, network);
    }

    // A link names the product it was made for: a genuine link is no key to what else was bought in that checkout.
    private Optional<Product> product(DownloadToken link, String sold) {
        var product = catalog.current().product(sold);
        if (product.isEmpty()) {
            LOG.errorf("%s was sold but is not in the catalog: keep it there, with retired: true", sold);
        }
        return product.filter(found -> catalog.current().product(link.product()).equals(product));
    }

    private static Verdict foreign() {
        return new Verdict.Refused(Reason.FOREIGN, Optional.empty());
    }
}
