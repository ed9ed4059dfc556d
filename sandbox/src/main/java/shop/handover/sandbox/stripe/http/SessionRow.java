package shop.handover.sandbox.stripe.http;

import static shop.handover.sandbox.stripe.http.Shown.cut;
import static shop.handover.sandbox.stripe.http.Shown.look;
import static shop.handover.sandbox.stripe.http.Shown.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// A checkout session on the dashboard.
final class SessionRow {

    private SessionRow() {}

    static Map<String, Object> of(World world, ObjectNode session) {
        var row = new HashMap<String, Object>();
        row.put("time", time(session.get("created").asLong() * 1000));
        row.put("id", session.get("id").asText());
        row.put("shortId", cut(session.get("id").asText()));
        row.put("product", session.at("/_items/0/description").asText(""));
        row.put(
                "amount",
                Amounts.withCode(
                        session.get("amount_total").asLong(),
                        session.get("currency").asText(),
                        "en"));
        row.put("buyer", Json.text(session.path("customer_details"), "email"));
        row.put("url", Json.text(session, "url").replaceFirst("^https?://[^/]+", ""));
        var status = session.get("status").asText();
        var paid = session.get("payment_status").asText();
        row.put("open", status.equals("open"));
        boolean processing = world.find("payment_intent", Json.text(session, "payment_intent"))
                .filter(intent -> intent.get("status").asText().equals("processing"))
                .isPresent();
        row.put("processing", processing);
        switch (status + " " + paid) {
            case "complete paid" -> look(row, "ok", "paid");
            case "complete no_payment_required" -> look(row, "ok", "free");
            case "complete unpaid" -> look(row, processing ? "wait" : "bad", processing ? "processing" : "failed");
            default -> look(row, "", status);
        }
        return row;
    }
}
