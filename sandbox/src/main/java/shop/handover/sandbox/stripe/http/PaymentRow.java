package shop.handover.sandbox.stripe.http;

import static shop.handover.sandbox.stripe.http.Shown.cut;
import static shop.handover.sandbox.stripe.http.Shown.look;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// A payment on the dashboard with what may be done to it now, and the refunds of payments.
/// Longer than a screen: it is one row, field by field.
final class PaymentRow {

    private PaymentRow() {}

    static Map<String, Object> of(World world, ObjectNode intent) {
        var row = new HashMap<String, Object>();
        var charge = world.find("charge", Json.text(intent, "latest_charge"));
        row.put("id", intent.get("id").asText());
        row.put("shortId", cut(intent.get("id").asText()));
        row.put(
                "amount",
                Amounts.withCode(
                        intent.get("amount").asLong(), intent.get("currency").asText(), "en"));
        row.put("method", charge.map(PaymentRow::method).orElse(""));
        boolean paid = charge.filter(c -> c.get("paid").asBoolean()).isPresent();
        boolean disputed = charge.filter(c -> c.get("disputed").asBoolean()).isPresent();
        var dispute = charge.flatMap(c -> world.find("dispute", Json.text(c, "dispute")))
                .map(d -> d.get("status").asText())
                .orElse("");
        boolean openDispute = dispute.endsWith("needs_response") || dispute.endsWith("under_review");
        boolean refunded = charge.filter(c -> c.get("refunded").asBoolean()).isPresent();
        row.put("processing", intent.get("status").asText().equals("processing"));
        row.put("refundable", paid && !disputed && !refunded);
        row.put("disputable", paid && dispute.isEmpty());
        row.put("decidable", openDispute);
        row.put("answerable", dispute.endsWith("needs_response"));
        paymentState(
                row, intent, charge.map(c -> c.get("amount_refunded").asLong()).orElse(0L), refunded, dispute);
        return row;
    }

    private static void paymentState(
            Map<String, Object> row, ObjectNode intent, long back, boolean refunded, String dispute) {
        var status = intent.get("status").asText();
        if (!dispute.isEmpty()) {
            look(row, dispute.equals("won") ? "ok" : "bad", "dispute: " + dispute.replace('_', ' '));
        } else if (refunded || back > 0) {
            look(row, "wait", refunded ? "refunded" : "refunded in part");
        } else {
            look(
                    row,
                    status.equals("succeeded")
                            ? "ok"
                            : status.equals("processing")
                                    ? "wait"
                                    : intent.get("last_payment_error").isNull() ? "" : "bad",
                    intent.get("last_payment_error").isNull() ? status.replace('_', ' ') : "declined");
        }
    }

    private static String method(ObjectNode charge) {
        var type = charge.at("/payment_method_details/type").asText();
        return (type.equals("card") ? "card" : "SEPA") + " ···· "
                + charge.at("/payment_method_details/" + type + "/last4").asText();
    }

    static Map<String, Object> refund(ObjectNode refund) {
        var row = new HashMap<String, Object>();
        var status = refund.get("status").asText();
        row.put("id", refund.get("id").asText());
        row.put("shortId", cut(refund.get("id").asText()));
        row.put("payment", Json.text(refund, "payment_intent"));
        row.put("shortPayment", cut(Json.text(refund, "payment_intent")));
        row.put(
                "amount",
                Amounts.withCode(
                        refund.get("amount").asLong(), refund.get("currency").asText(), "en"));
        row.put("failable", !status.equals("failed"));
        look(row, status.equals("failed") ? "bad" : "ok", status);
        return row;
    }
}
