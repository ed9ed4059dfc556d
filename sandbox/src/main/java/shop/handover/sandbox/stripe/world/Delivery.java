package shop.handover.sandbox.stripe.world;

/// The name under which the sandbox keeps one event's way to one endpoint.
public final class Delivery {

    /// The value of `object`.
    public static final String OBJECT = "sandbox.delivery";

    private Delivery() {}
}
