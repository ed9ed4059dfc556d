package shop.handover.fulfillment.postgres;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import shop.handover.fulfillment.request.Archive.Filed;
import shop.handover.kit.stripe.CheckoutId;

/// A purchase as the archive reads it. Written by [PostgresPurchases] alone.
@Entity
@Immutable
@Table(name = "purchase")
class PurchaseRow extends PanacheEntityBase {

    @Id
    Long id;

    String checkoutSessionId;
    String paymentKey;
    String email;
    boolean entitled;
    Instant erasedAt;

    static Uni<List<PurchaseRow>> ofSession(String session) {
        return list("checkoutSessionId = ?1 and erasedAt is null", session);
    }

    static Uni<List<PurchaseRow>> ofEmail(String email, int most) {
        return find("lower(email) = lower(?1) and erasedAt is null", Sort.descending("id"), email)
                .page(0, most)
                .list();
    }

    Filed toFiled() {
        return new Filed(id, new CheckoutId(checkoutSessionId), paymentKey, entitled);
    }
}
