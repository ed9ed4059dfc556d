package shop.handover.torture.fault;

import java.util.Locale;

/// A TCP link that faults strike: from the services to the first four, from Stripe's sender to the last.
public enum Link {
    KAFKA,
    POSTGRES,
    SMTP,
    STRIPE,
    WEBHOOK;

    /// Its name in plans, logs and reports.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
