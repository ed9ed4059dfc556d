package shop.handover.torture.fault;

import java.util.Locale;

/// What goes wrong on a link while a fault lasts.
public enum Trouble {
    /// Nobody listens, and who was connected is cut off.
    REFUSE,
    /// Connections stand, no byte passes; what was held passes afterwards.
    BLACKHOLE,
    /// Each piece comes 300 ms late.
    LATENCY,
    /// 4,000 bytes a second each way.
    THROTTLE,
    /// All connections are reset, once.
    RESET,
    /// All connections lose the way back, once; the client sees the end of the stream.
    HALF_CLOSE,
    /// Each connection is reset after 700 more bytes towards the server.
    CUT_REQUESTS,
    /// Each connection is reset after 100 more bytes towards the client.
    CUT_ANSWERS;

    /// Its name in plans and reports.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
