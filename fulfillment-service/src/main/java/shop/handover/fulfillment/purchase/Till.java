package shop.handover.fulfillment.purchase;

/// Rings for each sale that is recorded for the first time, whoever told of it.
public interface Till {

    /// Money has come in.
    void ring(Sale sale);
}
