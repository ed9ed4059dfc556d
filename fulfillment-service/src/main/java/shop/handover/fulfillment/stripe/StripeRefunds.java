package shop.handover.fulfillment.stripe;

import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.fulfillment.purchase.Refunds;
import shop.handover.kit.stripe.StripeGateway;

/// Refunds by payment intent. The idempotency key is the payment's, so that two operators at once send money back once.
///
/// @see <a href="https://docs.stripe.com/api/refunds/create">Stripe: create a refund</a>
@ApplicationScoped
class StripeRefunds implements Refunds {

    private final StripeGateway stripe;

    StripeRefunds(StripeGateway stripe) {
        this.stripe = stripe;
    }

    @Override
    public Uni<String> refund(String paymentIntent) {
        var params =
                RefundCreateParams.builder().setPaymentIntent(paymentIntent).build();
        var once = RequestOptions.builder()
                .setIdempotencyKey("handover-refund-" + paymentIntent)
                .build();
        return stripe.ask(client -> client.v1().refunds().create(params, once).getId());
    }
}
