package shop.handover.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;

/// Up to three questions of the shop's own on the payment page.
final class CustomFields {

    private static final int MOST = 3;

    private CustomFields() {}

    static void into(Params params, ObjectNode session) {
        if (params.list("custom_fields").size() > MOST) {
            throw StripeError.invalid("You may only specify up to 3 custom fields.", "custom_fields");
        }
        var fields = session.putArray("custom_fields");
        params.parts("custom_fields").forEach(asked -> {
            var type = asked.need("type");
            var field = fields.addObject();
            var body = Json.object();
            if (type.equals("dropdown")) {
                body.putNull("default_value");
                body.set("options", Json.of(asked.part(type).values().get("options")));
            } else {
                body.putNull("default_value").putNull("maximum_length").putNull("minimum_length");
                asked.part(type).number("maximum_length").ifPresent(n -> body.put("maximum_length", n));
                asked.part(type).number("minimum_length").ifPresent(n -> body.put("minimum_length", n));
            }
            asked.part(type).text("default_value").ifPresent(v -> body.put("default_value", v));
            body.putNull("value");
            field.set(type, body);
            field.put("key", asked.need("key"));
            field.putObject("label")
                    .put("custom", asked.part("label").need("custom"))
                    .put("type", "custom");
            field.put("optional", asked.is("optional"));
            field.put("type", type);
        });
    }

    /// Writes the buyer's answer into the field.
    static void answer(ObjectNode session, String key, String value) {
        session.get("custom_fields").forEach(field -> {
            if (field.get("key").asText().equals(key) && !value.isBlank()) {
                ((ObjectNode) field.get(field.get("type").asText())).put("value", value);
            }
        });
    }
}
