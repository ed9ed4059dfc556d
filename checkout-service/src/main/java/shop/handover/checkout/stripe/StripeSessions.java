package shop.handover.checkout.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.TaxBehavior;
import com.stripe.param.checkout.SessionCreateParams.Locale;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import shop.handover.checkout.sale.SessionPlan;
import shop.handover.checkout.sale.Sessions;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.trace.Station;

/// Opens Checkout Sessions.
///
/// @see <a href="https://docs.stripe.com/api/idempotent_requests">Stripe: idempotent requests</a>
@ApplicationScoped
class StripeSessions implements Sessions {

    private final StripeGateway stripe;
    private final StripePriceBook prices;

    StripeSessions(StripeGateway stripe, StripePriceBook prices) {
        this.stripe = stripe;
        this.prices = prices;
    }

    @Override
    public Uni<Opening> open(SessionPlan plan) {
        var station = Station.begin();
        return stripe.ask(client -> opened(client, plan))
                .invoke(opening -> tell(station, opening, plan))
                .onFailure(StripeRefused.class)
                .recoverWithUni(this::understood);
    }

    private static void tell(Station station, Opening opening, SessionPlan plan) {
        if (opening instanceof Opening.Open open) {
            station.passed(
                    "checkout opened",
                    plan.metadata().get(SessionMetadata.TRACEPARENT),
                    open.id().value());
        }
    }

    // A replayed answer is the first one, as it was then; only asking again tells what became of the session.
    private static Opening opened(StripeClient client, SessionPlan plan) throws StripeException {
        var session = client.v1().checkout().sessions().create(params(plan), options(plan));
        return told(replayed(session) ? client.v1().checkout().sessions().retrieve(session.getId()) : session);
    }

    private static Opening told(Session session) {
        var id = new CheckoutId(session.getId());
        return switch (session.getStatus()) {
            case "complete" -> new Opening.Paid(id);
            case "expired" -> new Opening.Ended(id);
            default -> new Opening.Open(id, session.getUrl());
        };
    }

    private static boolean replayed(Session session) {
        return session.getLastResponse() != null
                && session.getLastResponse()
                        .headers()
                        .firstValue("Idempotent-Replayed")
                        .filter("true"::equals)
                        .isPresent();
    }

    // Only what the buyer or time can mend is understood; the rest is ours to mend and flies on.
    private Uni<Opening> understood(StripeRefused refused) {
        if (refused.param().equals("customer_email") || refused.code().equals("email_invalid")) {
            return Uni.createFrom().item(new Opening.EmailRefused());
        }
        if (refused.status() == 409 || refused.code().equals("idempotency_key_in_use")) {
            return Uni.createFrom().item(new Opening.Underway());
        }
        if (refused.missing() && refused.param().contains("price")) {
            prices.readSoon();
            return Uni.createFrom().item(new Opening.PriceGone());
        }
        return Uni.createFrom().failure(refused);
    }

    private static RequestOptions options(SessionPlan plan) {
        return RequestOptions.builder().setIdempotencyKey(plan.idempotencyKey()).build();
    }

    static SessionCreateParams params(SessionPlan plan) {
        var params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setCurrency(plan.price().currency().value())
                .addLineItem(lineItem(plan).setQuantity(1L).build())
                .setSuccessUrl(plan.successUrl())
                .setCancelUrl(plan.cancelUrl())
                .putAllMetadata(plan.metadata())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putAllMetadata(plan.metadata())
                        .build())
                // The price shown is the price asked, whatever country the buyer seems to be in.
                .setAdaptivePricing(SessionCreateParams.AdaptivePricing.builder()
                        .setEnabled(false)
                        .build())
                .setLocale(locale(plan.locale()));
        plan.email().ifPresent(params::setCustomerEmail);
        addOptions(params, plan);
        return params.build();
    }

    // Stripe's own field for the amount belongs to the price and cannot be filled in per session; so an amount
    // chosen on our page is a price of this session alone, of the same product.
    private static SessionCreateParams.LineItem.Builder lineItem(SessionPlan plan) {
        var item = SessionCreateParams.LineItem.builder();
        if (plan.amount().isEmpty()) {
            return item.setPrice(plan.atStripe().id());
        }
        return item.setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(plan.price().currency().value())
                .setProduct(plan.atStripe().product())
                .setTaxBehavior(taxBehavior(plan.atStripe().taxBehavior()))
                .setUnitAmount(plan.amount().get().minor())
                .build());
    }

    private static TaxBehavior taxBehavior(String known) {
        return Arrays.stream(TaxBehavior.values())
                .filter(behavior -> behavior.getValue().equals(known))
                .findFirst()
                .orElse(TaxBehavior.UNSPECIFIED);
    }

    private static void addOptions(SessionCreateParams.Builder params, SessionPlan plan) {
        var options = plan.options();
        if (options.promotionCodes() && plan.price() instanceof Price.Fixed) {
            params.setAllowPromotionCodes(true);
        }
        if (options.automaticTax()) {
            params.setAutomaticTax(
                    SessionCreateParams.AutomaticTax.builder().setEnabled(true).build());
        }
        if (options.taxIdCollection()) {
            params.setTaxIdCollection(SessionCreateParams.TaxIdCollection.builder()
                    .setEnabled(true)
                    .build());
        }
        if (options.invoiceCreation()) {
            params.setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                    .setEnabled(true)
                    .build());
        }
    }

    private static Locale locale(Optional<String> wanted) {
        return wanted.flatMap(StripeSessions::spoken)
                .or(() ->
                        wanted.filter(locale -> locale.length() > 2).flatMap(locale -> spoken(locale.substring(0, 2))))
                .orElse(Locale.AUTO);
    }

    private static Optional<Locale> spoken(String wanted) {
        return Arrays.stream(Locale.values())
                .filter(locale -> locale.getValue().equalsIgnoreCase(wanted))
                .findFirst();
    }
}
