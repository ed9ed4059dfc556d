package shop.handover.kit.link;

import java.util.HexFormat;
import java.util.Locale;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.link.LinkKeys.Purpose;

/// The key of a record on topic `requests`: the session's id, or a keyed hash of the address in lower case. One buyer's
/// requests stay in order, and the key tells nobody who it is.
public final class RequestKey {

    private RequestKey() {}

    /// The same for the same session or address, as long as the signing key stays.
    public static String of(BuyerRequest request, LinkKeys keys) {
        return request.session().isEmpty() ? pseudonym(request.email(), keys) : request.session();
    }

    private static String pseudonym(String email, LinkKeys keys) {
        return HexFormat.of().formatHex(keys.mac(Purpose.PSEUDONYM, email.toLowerCase(Locale.ROOT)));
    }
}
