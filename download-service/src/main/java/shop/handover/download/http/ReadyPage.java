package shop.handover.download.http;

import java.util.Optional;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.money.Money;

/// The success page of a purchase whose files are ready. Times are written out.
///
/// @param linksEnd until when the links work
/// @param pageEnds until when the page works
/// @param email where the same links go; absent where we do not know
/// @param order absent while Stripe cannot be asked
/// @param offer what goes well with it
record ReadyPage(
        FileRows files,
        String product,
        String linksEnd,
        String pageEnds,
        Optional<String> email,
        Optional<Order> order,
        Optional<Offer> offer) {

    /// What was agreed on.
    ///
    /// @param reference what the purchase is called in mails
    /// @param placed date and time
    /// @param confirmed the time alone
    record Order(String reference, String placed, String confirmed, Money total, Money tax) {

        /// Whether nothing had to be paid.
        public boolean isFree() {
            return total.minor() == 0;
        }

        /// Whether a tax is to be shown.
        public boolean isTaxed() {
            return tax.minor() > 0;
        }
    }

    /// Another product, at its price in the currency of the purchase.
    ///
    /// @param from whether the buyer may pay more
    record Offer(Product product, Money price, boolean from) {}
}
