package shop.handover.sandbox.gateway;

/// How often one client address may ask, over all routes of one pace. Generous: whole offices, and everybody behind
/// a container engine's own proxy, share an address. The limits that guard Stripe are the services' own.
public enum Pace {
    /// What a person reads, with the pictures on it.
    BROWSE(50, 300),
    /// What makes a service act: a checkout, a form.
    ACT(5, 40),
    /// Stripe, which tells many things from few addresses.
    TELL(300, 2_000),
    /// Files, whose every piece a download manager asks for by itself.
    FETCH(20, 100);

    private final int perSecond;
    private final int burst;

    Pace(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /// Requests per second, lasting.
    public int perSecond() {
        return perSecond;
    }

    /// How many may come at once, before any is refused.
    public int burst() {
        return burst;
    }
}
