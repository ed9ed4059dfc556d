package shop.handover.torture.scenario;

/// How the relay treats a buyer's mailbox; part of the address, so that the relay needs no list.
public enum Mood {
    /// Takes every mail.
    WILLING,
    /// Puts the first try off with a 451.
    GREYLISTING,
    /// Refuses for good with a 550.
    REFUSING,
    /// Falls silent after the first try's last byte, and loses that mail.
    SILENT;

    /// The mood of an address made by [#address].
    public static Mood of(String address) {
        for (var mood : values()) {
            if (address.contains("." + mood.name().toLowerCase(java.util.Locale.ROOT) + "@")) {
                return mood;
            }
        }
        return WILLING;
    }

    String address(int number) {
        return "buyer-" + number + "." + name().toLowerCase(java.util.Locale.ROOT) + "@example.com";
    }
}
