package shop.handover.fulfillment.request;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shop.handover.fulfillment.mail.MailKind;
import shop.handover.kit.stripe.CheckoutId;

/// The purchases on record, and the mails that were asked for.
public interface Archive {

    /// The purchase of a session; empty where there is none.
    Uni<List<Filed>> bySession(String session);

    /// The latest purchases of an address, capitals ignored, at most twenty.
    Uni<List<Filed>> byEmail(String email);

    /// Owes a mail that was asked for. Nothing happens where the same request was heard before, or where the
    /// purchase had its share of such mails lately.
    ///
    /// @return whether it is owed now and was not before
    Uni<Boolean> owe(Filed purchase, Asked asked, Share share, Instant now);

    /// A purchase, as far as a request needs to know it.
    record Filed(long id, CheckoutId checkout, String paymentKey, boolean entitled) {}

    /// A mail that was asked for.
    ///
    /// @param requestId so that a request heard twice is answered once
    /// @param detail what the mail has to repeat; may be empty
    record Asked(MailKind kind, String requestId, String detail) {}

    /// How many mails of a kind a purchase gets in a time: nobody's mailbox is to be flooded by others' clicks.
    record Share(int most, Duration within) {}
}
