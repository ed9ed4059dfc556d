package shop.handover.sandbox.stripe.trouble;

import java.util.List;

/// What happens to webhook deliveries.
///
/// @param dropNext so many first attempts are lost without being sent; Stripe's retry comes later
/// @param dropShare the share of attempts lost, 0 to 1
/// @param delayMillis every attempt waits this long first
/// @param copies each delivery is sent this many times, 1 to 20
/// @param shuffle attempts are held for up to a second and sent in another order
/// @param hold types (or prefixes ending in `*`) that are held back until released
/// @param twins each event is also told under a second event id
/// @param wrongSecret signatures are made with a secret nobody has
/// @param lateSeconds the signature's time lies this far in the past
public record DeliveryTrouble(
        int dropNext,
        double dropShare,
        long delayMillis,
        int copies,
        boolean shuffle,
        List<String> hold,
        boolean twins,
        boolean wrongSecret,
        long lateSeconds) {

    public static final DeliveryTrouble NONE = new DeliveryTrouble(0, 0, 0, 1, false, List.of(), false, false, 0);

    public DeliveryTrouble {
        if (dropNext < 0 || dropShare < 0 || dropShare > 1 || delayMillis < 0 || copies < 1 || copies > 20) {
            throw new IllegalArgumentException(
                    "dropNext and delayMillis are 0 or more, dropShare is between 0 and 1, copies between 1 and 20");
        }
        hold = List.copyOf(hold);
    }

    /// Whether events of that type are held back.
    public boolean holds(String type) {
        return hold.stream()
                .anyMatch(h -> h.endsWith("*") ? type.startsWith(h.substring(0, h.length() - 1)) : h.equals(type));
    }
}
