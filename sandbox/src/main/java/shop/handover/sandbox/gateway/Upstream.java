package shop.handover.sandbox.gateway;

/// The services that answer the world. Fulfillment is not among them: nobody outside ever calls it.
public enum Upstream {
    CHECKOUT,
    WEBHOOK,
    DOWNLOAD
}
