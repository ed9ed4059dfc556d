package shop.handover.download.stripe;

import com.stripe.model.Charge;
import com.stripe.model.checkout.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.delivery.Checkout.Bill;
import shop.handover.download.delivery.Told;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.entitlement.Standing;
import shop.handover.kit.entitlement.Standing.Dispute;
import shop.handover.kit.entitlement.Standing.Payment;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.Seal;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;

/// Reads a Checkout Session in the shop's words. What does not carry our seal, our shop and our mode is foreign,
/// whatever else it says.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/object">Stripe: the Checkout Session object</a>
@ApplicationScoped
class SessionReader {

    private final CatalogFile catalog;
    private final Seal seal;
    private final StripeGateway stripe;

    SessionReader(CatalogFile catalog, Seal seal, StripeGateway stripe) {
        this.catalog = catalog;
        this.seal = seal;
        this.stripe = stripe;
    }

    /// @param session with payment intent and latest charge expanded
    /// @param disputes the statuses of the charge's disputes
    Told read(Session session, Collection<String> disputes) {
        var currency = Optional.ofNullable(session.getCurrency()).flatMap(CurrencyCode::of);
        if (!isOurs(session) || currency.isEmpty()) {
            return new Told.Foreign();
        }
        var metadata = session.getMetadata();
        return new Told.Known(new Checkout(
                new CheckoutId(session.getId()),
                metadata.get(SessionMetadata.PRODUCT_SLUG),
                metadata.getOrDefault(SessionMetadata.NONCE, ""),
                standing(session, disputes),
                bill(session, currency.get()),
                email(session),
                metadata.getOrDefault(SessionMetadata.TRACEPARENT, "")));
    }

    private boolean isOurs(Session session) {
        Map<String, String> metadata = session.getMetadata() == null ? Map.of() : session.getMetadata();
        return session.getLivemode() != null
                && session.getLivemode() == stripe.mode().livemode()
                && catalog.current().shop().id().equals(metadata.get(SessionMetadata.SHOP))
                && metadata.containsKey(SessionMetadata.PRODUCT_SLUG)
                && seal.holds(metadata);
    }

    private static Standing standing(Session session, Collection<String> disputes) {
        var charge = StripeCheckouts.charge(session);
        return new Standing(
                true,
                payment(session),
                charge.map(Charge::getAmount).orElseGet(() -> amount(session.getAmountTotal())),
                charge.map(Charge::getAmountRefunded).orElse(0L),
                worst(disputes),
                false,
                false,
                false);
    }

    private static Payment payment(Session session) {
        return switch (session.getStatus()) {
            case "complete" ->
                switch (session.getPaymentStatus()) {
                    case "paid", "no_payment_required" -> Payment.SETTLED;
                    default -> delayed(session);
                };
            case "expired" -> Payment.EXPIRED;
            default -> Payment.OPEN;
        };
    }

    // A complete but unpaid session waits for a bank, or has waited in vain: its payment intent tells.
    private static Payment delayed(Session session) {
        var intent = session.getPaymentIntentObject();
        var status = intent == null ? "" : intent.getStatus();
        return List.of("requires_payment_method", "canceled").contains(status) ? Payment.FAILED : Payment.PROCESSING;
    }

    // Inquiries (`warning_…`) are no disputes: no money has moved.
    private static Dispute worst(Collection<String> statuses) {
        if (statuses.contains("lost")) {
            return Dispute.LOST;
        }
        if (statuses.contains("needs_response") || statuses.contains("under_review")) {
            return Dispute.OPEN;
        }
        return statuses.contains("won") ? Dispute.WON : Dispute.NONE;
    }

    private static Bill bill(Session session, CurrencyCode currency) {
        var tax = Optional.ofNullable(session.getTotalDetails())
                .map(Session.TotalDetails::getAmountTax)
                .orElse(0L);
        return new Bill(
                new Money(amount(session.getAmountTotal()), currency),
                new Money(tax, currency),
                Instant.ofEpochSecond(amount(session.getCreated())),
                StripeCheckouts.charge(session).map(Charge::getCreated).map(Instant::ofEpochSecond));
    }

    private static Optional<String> email(Session session) {
        return Optional.ofNullable(session.getCustomerDetails())
                .flatMap(details -> Optional.ofNullable(details.getEmail()));
    }

    private static long amount(Long value) {
        return value == null ? 0 : value;
    }
}
