package shop.handover.fulfillment.mail;

import java.time.Instant;

/// Writes letters.
public interface Letters {

    /// The letter as it reads now; links count their life from `now`.
    ///
    /// @throws IllegalArgumentException where no letter can be written, for want of a usable address
    Letter write(OwedMail mail, Instant now);
}
