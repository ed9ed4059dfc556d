package shop.handover.download.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import shop.handover.download.delivery.Told;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// Asks Stripe how a checkout stands: the session with its payment and charge in one call, and the disputes in a
/// second where there is one. `payment_status` stays `paid` after a refund; the charge tells.
///
/// @see <a href="https://docs.stripe.com/checkout/fulfillment">Stripe: fulfill orders</a>
@ApplicationScoped
class StripeCheckouts {

    private static final Logger LOG = Logger.getLogger(StripeCheckouts.class);
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final StripeGateway stripe;
    private final SessionReader reader;

    StripeCheckouts(StripeGateway stripe, SessionReader reader) {
        this.stripe = stripe;
        this.reader = reader;
    }

    /// One question, one answer. Never fails.
    Uni<Told> ask(CheckoutId checkout) {
        return stripe.ask(client -> read(client, checkout))
                // It will pass: whoever waits is told to come back.
                .onFailure(StripeUnavailable.class)
                .recoverWithItem(away -> away(checkout, away))
                // Stripe knows no such session, or does not like our key.
                .onFailure(StripeRefused.class)
                .recoverWithItem(refused -> refused(checkout, refused))
                // An answer we cannot read is our trouble and no verdict on a purchase.
                .onFailure()
                .recoverWithItem(fault -> fault(checkout, fault));
    }

    private Told read(StripeClient client, CheckoutId checkout) throws StripeException {
        var session = client.v1()
                .checkout()
                .sessions()
                .retrieve(
                        checkout.value(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .build());
        return reader.read(session, disputes(client, session));
    }

    private static List<String> disputes(StripeClient client, Session session) throws StripeException {
        var charge = charge(session).filter(found -> Boolean.TRUE.equals(found.getDisputed()));
        if (charge.isEmpty()) {
            return List.of();
        }
        var listed = DisputeListParams.builder()
                .setCharge(charge.get().getId())
                .setLimit(100L)
                .build();
        return client.v1().disputes().list(listed).getData().stream()
                .map(dispute -> dispute.getStatus())
                .toList();
    }

    static Optional<Charge> charge(Session session) {
        return Optional.ofNullable(session.getPaymentIntentObject())
                .flatMap(intent -> Optional.ofNullable(intent.getLatestChargeObject()));
    }

    private static Told away(CheckoutId checkout, Throwable why) {
        LOG.warnf("checkout=%s could not be verified: %s", checkout, why.getMessage());
        return new Told.Away(A_WHILE);
    }

    private static Told refused(CheckoutId checkout, StripeRefused refused) {
        if (refused.missing()) {
            return new Told.Foreign();
        }
        LOG.errorf(
                "checkout=%s: Stripe refuses our question, status %d %s", checkout, refused.status(), refused.code());
        return new Told.Away(A_WHILE);
    }

    private static Told fault(CheckoutId checkout, Throwable fault) {
        LOG.errorf(fault, "checkout=%s: Stripe's answer cannot be read", checkout);
        return new Told.Away(A_WHILE);
    }
}
