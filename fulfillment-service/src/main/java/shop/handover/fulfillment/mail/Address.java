package shop.handover.fulfillment.mail;

import java.util.regex.Pattern;

/// One mail address and nothing else: no name, no list, no comment, no line break. Narrower than RFC 5322 on purpose:
/// quoted local parts and address literals are no buyers'.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2">RFC 5321: Mailbox</a>
public final class Address {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    private Address() {}

    /// Whether the text may stand in a header.
    public static boolean looksRight(String text) {
        return text.length() <= LONGEST
                && text.indexOf('@') <= LONGEST_LOCAL_PART
                && FORM.matcher(text).matches();
    }

    static void require(String text) {
        if (!looksRight(text)) {
            throw new IllegalArgumentException("not a single mail address");
        }
    }
}
