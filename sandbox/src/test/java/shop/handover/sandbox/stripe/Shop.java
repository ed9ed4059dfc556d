package shop.handover.sandbox.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Price;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.checkout.SessionCreateParams;

/// A shop as it would talk to Stripe, through Stripe's own library.
final class Shop {

    private final StripeClient stripe;

    Shop(StripeSandbox sandbox) {
        this(sandbox, "sk_test_shop");
    }

    Shop(StripeSandbox sandbox, String key) {
        this.stripe = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.url())
                .setMaxNetworkRetries(0)
                .build();
    }

    StripeClient stripe() {
        return stripe;
    }

    Price price(String name, String currency, long amount) throws StripeException {
        var product = stripe.v1()
                .products()
                .create(ProductCreateParams.builder().setName(name).build());
        return stripe.v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product.getId())
                        .setCurrency(currency)
                        .setUnitAmount(amount)
                        .build());
    }

    Session session(String price) throws StripeException {
        return stripe.v1().checkout().sessions().create(asking(price).build());
    }

    static SessionCreateParams.Builder asking(String price) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:9/success?session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1:9/store")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(price)
                        .setQuantity(1L)
                        .build());
    }

    WebhookEndpoint listenAt(String url) throws StripeException {
        return stripe.v1()
                .webhookEndpoints()
                .create(WebhookEndpointCreateParams.builder()
                        .setUrl(url)
                        .setApiVersion(WebhookEndpointCreateParams.ApiVersion.VERSION_2026_07_29_DAHLIA)
                        .addEnabledEvent(EnabledEvent.ALL)
                        .build());
    }
}
