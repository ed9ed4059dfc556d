package shop.handover.checkout.withdrawal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.BuyerRequest;

/// Takes a confirmed withdrawal. Nobody is told here whether there is such a purchase: anyone can type a name.
@ApplicationScoped
public class ReceiveWithdrawal {

    private final CatalogFile catalog;
    private final Requests requests;
    private final Clock clock;

    ReceiveWithdrawal(CatalogFile catalog, Requests requests, Clock clock) {
        this.catalog = catalog;
        this.requests = requests;
        this.clock = clock;
    }

    /// Answers when it arrived, and only once it is kept.
    public Uni<ZonedDateTime> receive(Withdrawal withdrawal) {
        var arrived = ZonedDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        var request = new BuyerRequest(
                UUID.randomUUID().toString(),
                BuyerRequest.WITHDRAWAL,
                catalog.current().shop().id(),
                "",
                withdrawal.email(),
                withdrawal.name(),
                withdrawal.reference(),
                withdrawal.locale(),
                arrived.toInstant());
        return requests.keep(request).replaceWith(arrived);
    }
}
