package shop.handover.fulfillment.mail;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What the secretary needs to know of the installation.
///
/// @param publicUrl what buyers see; links begin with it
/// @param linkLifetime of a mailed link
/// @param sender the address mails come from; the shop's support address where absent
public record Desk(URI publicUrl, Duration linkLifetime, Optional<String> sender) {

    /// The address of the shop's pages, without a slash at its end.
    public String site() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    /// Refuses a sender that is not an address: every mail would be refused for it.
    public Desk {
        sender.ifPresent(Address::require);
    }
}
