package shop.handover.checkout.withdrawal;

/// What the buyer declares, as typed.
///
/// @param reference an order number or a product
/// @param locale of the page it was declared on
public record Withdrawal(String name, String reference, String email, String locale) {

    /// Keeps personal data out of logs.
    @Override
    public String toString() {
        return "Withdrawal[…]";
    }
}
