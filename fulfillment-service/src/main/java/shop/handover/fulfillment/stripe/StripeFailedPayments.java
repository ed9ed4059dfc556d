package shop.handover.fulfillment.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.stripe.net.ApiResource.RequestMethod;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import shop.handover.fulfillment.mail.FailedPayments;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.stripe.StripeGateway;

/// Reads the session once more at the moment the mail is written: one call per failed payment.
///
/// @see <a href="https://docs.stripe.com/payments/payment-methods#payment-notification">Stripe: delayed
/// notification</a>
@ApplicationScoped
class StripeFailedPayments implements FailedPayments {

    private static final JsonMapper JSON = new JsonMapper();

    private final StripeGateway stripe;
    private final SignedSessions sessions;

    StripeFailedPayments(StripeGateway stripe, SignedSessions sessions) {
        this.stripe = stripe;
        this.sessions = sessions;
    }

    @Override
    public Uni<Optional<Sale>> look(CheckoutId checkout) {
        return stripe.ask(client -> client.rawRequest(RequestMethod.GET, "/v1/checkout/sessions/" + checkout, null)
                        .body())
                .map(this::unpaid);
    }

    private Optional<Sale> unpaid(String body) {
        try {
            var session = JSON.readTree(body);
            return sessions.unpaid(new Json(session, session));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stripe's answer is not JSON", e);
        }
    }
}
