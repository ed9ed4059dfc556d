package shop.handover.fulfillment.mail;

import java.time.Instant;
import java.util.List;

/// Writes letters.
public interface Letters {

    /// The letter as it reads now; links count their life from `now`.
    ///
    /// @throws IllegalArgumentException where no letter can be written, for want of a usable address
    Letter write(OwedMail mail, Instant now);

    /// The letter of a notice.
    ///
    /// @param key tells this notice from others of its kind; the same for each try
    /// @throws IllegalArgumentException where no letter can be written, for want of a usable address
    Letter write(Notice notice, String key);

    /// One letter of each kind in each language, about a purchase nobody made.
    List<Sample> samples(Instant now);

    /// Tries the shop's own templates on a sample of each mail: one that cannot set a mail is refused before the
    /// first buyer waits for that mail.
    ///
    /// @throws RuntimeException naming file, line and reason
    void proofread();

    /// @param name of the mail: what a template of the shop's own is called
    /// @param language ISO 639 code
    record Sample(String name, String language, Letter letter) {}
}
