package shop.handover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.event.StripeEventRecord;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;

/// Sales of the sample catalog's first product, each another buyer's, as Stripe would tell of them: of the size of a
/// real event, about 3 KB, sealed and signed for this house.
final class PaidEvents {

    // What a session carries besides what we read, so that reading it costs what it costs.
    private static final String REST = """
            "adaptive_pricing":{"enabled":false},"after_expiration":null,"allow_promotion_codes":true,\
            "automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},\
            "billing_address_collection":"auto","cancel_url":"http://127.0.0.1:8080/store","client_reference_id":null,\
            "client_secret":null,"collected_information":{"business_name":null,"individual_name":null,\
            "shipping_details":null},"consent":null,"consent_collection":null,"currency_conversion":null,\
            "custom_fields":[],"custom_text":{"after_submit":null,"shipping_address":null,"submit":null,\
            "terms_of_service_acceptance":null},"customer":null,"customer_creation":"if_required",\
            "customer_email":null,"discounts":[],"expires_at":1790086400,"invoice":null,"invoice_creation":\
            {"enabled":false,"invoice_data":{"account_tax_ids":null,"custom_fields":null,"description":null,\
            "footer":null,"issuer":null,"metadata":{},"rendering_options":null}},"mode":"payment",\
            "origin_context":null,"payment_link":null,"payment_method_collection":"if_required",\
            "payment_method_configuration_details":null,"payment_method_options":{"card":{"request_three_d_secure":\
            "automatic"}},"payment_method_types":["card","sepa_debit"],"permissions":null,"phone_number_collection":\
            {"enabled":false},"recovered_from":null,"saved_payment_method_options":null,"setup_intent":null,\
            "shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":"complete",\
            "submit_type":null,"subscription":null,"success_url":"http://127.0.0.1:8080/store/success?session_id=\
            {CHECKOUT_SESSION_ID}&r=aHR0cHM6Ly9zdG9yZS5leGFtcGxlL3N1Y2Nlc3M.c2lnbmVkLWJ5LXRoZS1zdG9yZQ",\
            "ui_mode":"hosted","url":null,"wallet_options":null""";

    private final String run = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final AtomicLong count = new AtomicLong();
    private final String metadata;
    private final SecretKeySpec secret;

    PaidEvents(House house) {
        var secrets = house.setting("STRIPE_WEBHOOK_SECRET").split(",");
        secret = new SecretKeySpec(secrets[0].getBytes(UTF_8), "HmacSHA256");
        metadata = json(sealed(
                new Seal(LinkKeys.parse(List.of(house.setting("LINK_KEYS").split(","))))));
    }

    /// The next one, as webhook-service puts it on Kafka.
    StripeEventRecord next() {
        var name = run + "%012d".formatted(count.incrementAndGet());
        var now = Instant.now();
        var body = body(name, now).getBytes(UTF_8);
        return new StripeEventRecord(
                "pi_" + name,
                "evt_" + name,
                "checkout.session.completed",
                false,
                now,
                signature(body, now),
                Optional.empty(),
                body);
    }

    private String body(String name, Instant now) {
        return """
                {"id":"evt_%1$s","object":"event","api_version":"2026-07-29.dahlia","created":%2$d,"livemode":false,\
                "pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"checkout.session.completed",\
                "data":{"object":{"id":"cs_test_%1$s","object":"checkout.session","amount_subtotal":4900,\
                "amount_total":4900,"created":%2$d,"currency":"eur","customer_details":{"address":{"city":null,\
                "country":"DE","line1":null,"line2":null,"postal_code":null,"state":null},"email":\
                "buyer-%1$s@example.com","name":"A Buyer","phone":null,"tax_exempt":"none","tax_ids":[]},\
                "livemode":false,"locale":"en","metadata":%3$s,"payment_intent":"pi_%1$s","payment_status":"paid",\
                "total_details":{"amount_discount":0,"amount_shipping":0,"amount_tax":0},%4$s}}}\
                """.formatted(name, now.getEpochSecond(), metadata, REST);
    }

    private String signature(byte[] body, Instant now) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((now.getEpochSecond() + ".").getBytes(UTF_8));
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> sealed(Seal seal) {
        var metadata = new HashMap<>(Map.of(
                SessionMetadata.SHOP, "example",
                SessionMetadata.PRODUCT_SLUG, "kubernetes-starter-stack",
                SessionMetadata.PRODUCT_NAME, "Kubernetes Starter Stack",
                SessionMetadata.PRICE_ID, "price_bench",
                SessionMetadata.UNIT_AMOUNT, "4900",
                SessionMetadata.CONSENT, "",
                SessionMetadata.NONCE, "bench"));
        metadata.put(SessionMetadata.SEAL, seal.over(metadata));
        return metadata;
    }

    private static String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> "\"" + text.getKey() + "\":\"" + text.getValue() + "\"")
                .reduce((one, other) -> one + "," + other)
                .map(all -> "{" + all + "}")
                .orElse("{}");
    }
}
