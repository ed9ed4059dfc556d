package shop.handover.fulfillment.postgres;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import shop.handover.fulfillment.mail.MailKind;

/// A mail as it is asked for. The courier leases and marks it in [PostgresOutbox].
@Entity
@Table(name = "mail")
class MailRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    long purchaseId;
    String kind;
    long sequence;
    String detail;
    String state;
    int attempts;
    Instant nextAttemptAt;
    String lastError;
    Instant owedAt;

    static MailRow askedFor(long purchase, MailKind kind, long sequence, String detail, Instant now) {
        var row = new MailRow();
        row.purchaseId = purchase;
        row.kind = kind.name();
        row.sequence = sequence;
        row.detail = detail;
        row.state = "OWED";
        row.nextAttemptAt = now;
        row.lastError = "";
        row.owedAt = now;
        return row;
    }

    /// The detail begins with the request's id, whatever it has to repeat.
    static Uni<Long> ofRequest(long purchase, MailKind kind, String request) {
        return count("purchaseId = ?1 and kind = ?2 and locate(?3, detail) = 1", purchase, kind.name(), request);
    }

    static Uni<Long> since(long purchase, MailKind kind, Instant when) {
        return count("purchaseId = ?1 and kind = ?2 and owedAt > ?3", purchase, kind.name(), when);
    }

    static Uni<Long> ever(long purchase, MailKind kind) {
        return count("purchaseId = ?1 and kind = ?2", purchase, kind.name());
    }
}
