package shop.handover.fulfillment.postgres;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Sale.Buyer;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// Rows and what they mean.
final class Rows {

    private Rows() {}

    static JsonObject json(String paymentKey, Fact fact) {
        return new JsonObject()
                .put("payment_key", paymentKey)
                .put("kind", fact.kind().name())
                .put("object_id", fact.object())
                .put("amount", fact.amount())
                .put("reason", fact.reason())
                .put("happened_at", fact.at().toString());
    }

    static Fact fact(Row row) {
        return new Fact(
                Fact.Kind.valueOf(row.getString("kind")),
                row.getString("object_id"),
                row.getLong("amount"),
                row.getString("reason"),
                row.getOffsetDateTime("happened_at").toInstant());
    }

    static JsonObject json(String paymentKey, Sale sale) {
        return new JsonObject()
                .put("payment_key", paymentKey)
                .put("checkout_session_id", sale.checkout().value())
                .put("shop", sale.shop())
                .put("product_slug", sale.productSlug())
                .put("product_name", sale.productName())
                .put("email", sale.buyer().email())
                .put("customer_name", sale.buyer().name())
                .put("country", sale.buyer().country())
                .put("locale", sale.buyer().locale())
                .put("amount_subtotal", sale.subtotal().minor())
                .put("amount_tax", sale.tax())
                .put("amount_total", sale.total().minor())
                .put("currency", sale.currency().value())
                .put("livemode", sale.livemode())
                .put("consent", sale.consent())
                .put("traceparent", sale.traceparent())
                .put("paid_at", sale.paidAt().toString());
    }

    static JsonObject json(PurchaseState state) {
        return new JsonObject()
                .put("status", state.status().name())
                .put("entitled", state.entitled())
                .put("refusal", state.refusal())
                .put("amount_refunded", state.refunded())
                .put("held_reason", state.heldReason());
    }

    static Sale sale(Row row) {
        var currency = CurrencyCode.of(row.getString("currency")).orElseThrow();
        return new Sale(
                new CheckoutId(row.getString("checkout_session_id")),
                row.getString("shop"),
                row.getString("product_slug"),
                row.getString("product_name"),
                new Buyer(
                        row.getString("email"),
                        row.getString("customer_name"),
                        row.getString("country"),
                        row.getString("locale")),
                new Money(row.getLong("amount_subtotal"), currency),
                row.getLong("amount_tax"),
                new Money(row.getLong("amount_total"), currency),
                row.getBoolean("livemode"),
                row.getOffsetDateTime("paid_at").toInstant(),
                row.getString("consent"),
                row.getString("traceparent"));
    }

    /// The fold as it was stored; only [PurchaseState#of] derives one.
    static PurchaseState state(Row row) {
        return new PurchaseState(
                Status.valueOf(row.getString("status")),
                row.getBoolean("entitled"),
                row.getString("refusal"),
                row.getLong("amount_refunded"),
                row.getString("held_reason"));
    }
}
