package shop.handover.torture.fault;

import java.util.Locale;

/// A process of the house, and how many of thirty kills are meant for it.
public enum Part {
    WEBHOOK(8),
    FULFILLMENT(10),
    KAFKA(6),
    POSTGRES(4),
    DOWNLOAD(2),
    CHECKOUT(0);

    private final int kills;

    Part(int kills) {
        this.kills = kills;
    }

    int kills() {
        return kills;
    }

    /// Its name in plans, logs and reports.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
