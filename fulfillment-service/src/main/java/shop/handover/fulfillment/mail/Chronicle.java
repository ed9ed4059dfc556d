package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;
import shop.handover.fulfillment.mail.Mailbox.Answer;
import shop.handover.fulfillment.mail.Outbox.Fate;

/// Notes what the courier did, for whoever watches over the house.
public interface Chronicle {

    /// A mail is on its way to the relay.
    default Uni<Answer> watch(OwedMail mail, Uni<Answer> way) {
        return way;
    }

    /// A mail was carried, or not.
    void note(OwedMail mail, Fate fate);
}
