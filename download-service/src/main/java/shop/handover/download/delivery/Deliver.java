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
    private final CatalogFile catalog;
    private final Clock clock;

    Deliver(DownloadTokens tokens, CheckPurchase purchase, CatalogFile catalog, Clock clock) {
        this.tokens = tokens;
        this.purchase = purchase;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// Judges what a stranger sent as `token`; nothing is used up by asking.
    public Uni<Verdict> deliver(String token) {
        return switch (tokens.redeem(token, clock.instant())) {
            case Redemption.Forged() -> Uni.createFrom().item(new Verdict.Forged());
            case Redemption.Expired(var link) -> Uni.createFrom().item(new Verdict.Expired(link));
            case Redemption.Genuine(var link) -> judged(link);
        };
    }

    private Uni<Verdict> judged(DownloadToken link) {
        var station = Station.begin();
        return purchase.check(link.checkout())
                .invoke(checked -> tell(station, link, checked))
                .map(checked -> verdict(link, checked));
    }

    private static void tell(Station station, DownloadToken link, Checked checked) {
        if (checked instanceof Checked.Good(var _, var checkout)) {
            station.passed(
                    "link redeemed",
                    checkout.map(Checkout::traceparent).orElse(""),
                    link.checkout().value());
        }
    }

    private Verdict verdict(DownloadToken link, Checked checked) {
        return switch (checked) {
            case Checked.Good(var sold, var _) ->
                product(link, sold)
                        .<Verdict>map(product -> new Verdict.Granted(link, product))
                        .orElseGet(Deliver::foreign);
            case Checked.Waiting _ -> new Verdict.Waiting();
            case Checked.Refused(var reason, var _, var since) -> new Verdict.Refused(reason, since);
            case Checked.Away(var pause) -> new Verdict.Away(pause);
        };
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
