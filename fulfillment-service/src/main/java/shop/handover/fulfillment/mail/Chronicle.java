package shop.handover.fulfillment.mail;

import shop.handover.fulfillment.mail.Outbox.Fate;

/// Notes what the courier did, for whoever watches over the house.
public interface Chronicle {

    /// A mail was carried, or not.
    void note(OwedMail mail, Fate fate);
}
