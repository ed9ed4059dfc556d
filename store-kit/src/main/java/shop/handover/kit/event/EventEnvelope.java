package shop.handover.kit.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/// The outside of an event, read without building a tree: who it is, of which type, and which payment it belongs to.
/// Survives any `api_version`, which stripe-java does not.
///
/// @param id `evt_…`
/// @param account the connected account it comes from; empty for our own
/// @param objectId of `data.object`
/// @param paymentIntent of `data.object`; empty where it has none
/// @param traceparent of the checkout that it all began with, from the object's metadata; empty where it has none
/// @see <a href="https://docs.stripe.com/api/events/object">Stripe: the Event object</a>
public record EventEnvelope(
        String id,
        String type,
        boolean livemode,
        String account,
        String objectId,
        String paymentIntent,
        String traceparent) {

    // Deeper than any event of Stripe's, shallow enough that nothing can be made to recurse.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    /// Reads the envelope; empty where the bytes are not an event: not JSON, no id, no type, no object.
    public static Optional<EventEnvelope> read(byte[] body) {
        try (var json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var found = new Fields();
            found.readTop(json);
            return json.nextToken() == null ? found.envelope() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What keeps one payment's events in order: its payment intent, else the object itself.
    public String key() {
        return paymentIntent.isEmpty() ? objectId : paymentIntent;
    }

    /// The fields while they are being found.
    private static final class Fields {

        private String id = "";
        private String type = "";
        private boolean livemode;
        private String account = "";
        private String objectId = "";
        private String objectType = "";
        private String paymentIntent = "";
        private String traceparent = "";

        void readTop(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                switch (name) {
                    case "id" -> id = text(json, value);
                    case "type" -> type = text(json, value);
                    case "account" -> account = text(json, value);
                    case "livemode" -> livemode = value == JsonToken.VALUE_TRUE;
                    case "data" -> readData(json, value);
                    default -> json.skipChildren();
                }
            }
        }

        private void readData(JsonParser json, JsonToken start) throws IOException {
            if (start != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                if (name.equals("object") && value == JsonToken.START_OBJECT) {
                    readObject(json);
                } else {
                    json.skipChildren();
                }
            }
        }

        private void readObject(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                switch (name) {
                    case "id" -> objectId = text(json, value);
                    case "object" -> objectType = text(json, value);
                    case "payment_intent" -> paymentIntent = member(json, value, "id");
                    case "metadata" ->
                        traceparent = value == JsonToken.START_OBJECT
                                ? member(json, value, SessionMetadata.TRACEPARENT)
                                : text(json, value);
                    default -> json.skipChildren();
                }
            }
        }

        // A reference is an id, or the whole object where it was expanded.
        private static String member(JsonParser json, JsonToken start, String wanted) throws IOException {
            if (start != JsonToken.START_OBJECT) {
                return text(json, start);
            }
            var found = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                if (name.equals(wanted)) {
                    found = text(json, value);
                } else {
                    json.skipChildren();
                }
            }
            return found;
        }

        private static String text(JsonParser json, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_STRING) {
                return json.getText();
            }
            json.skipChildren();
            return "";
        }

        Optional<EventEnvelope> envelope() {
            var intent = objectType.equals("payment_intent") ? objectId : paymentIntent;
            return id.isEmpty() || type.isEmpty() || objectId.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new EventEnvelope(id, type, livemode, account, objectId, intent, traceparent));
        }
    }
}
