package shop.handover.kit.mail;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address that a mail can be sent to: one mailbox, a whole domain, and none of the corners of RFC 5322 that let a
/// header in.
public final class EmailAddress {

    private static final int LONGEST = 254;
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
                    + "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    private EmailAddress() {}

    /// The address as servers write it, the domain in ASCII; empty where it is none. Blanks around it are forgiven.
    public static Optional<String> of(String typed) {
        var text = typed.strip();
        var at = text.lastIndexOf('@');
        if (at < 1 || at > 64 || text.length() > LONGEST) {
            return Optional.empty();
        }
        return ascii(text.substring(at + 1))
                .map(domain -> text.substring(0, at) + "@" + domain)
                .filter(address ->
                        address.length() <= LONGEST && SHAPE.matcher(address).matches());
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
