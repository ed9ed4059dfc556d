package shop.handover.sandbox.stripe.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/// A refusal in Stripe's words. Thrown by whoever finds the fault, turned into the answer at the edge.
/// Longer than a screen: it is the list of the ways to refuse.
///
/// @see <a href="https://docs.stripe.com/api/errors">Stripe: errors</a>
public final class StripeError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode error;

    private StripeError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = JsonNodeFactory.instance.objectNode();
        error.put("message", message);
        error.put("type", type);
    }

    /// What the caller sent cannot be done; 400.
    public static StripeError invalid(String message) {
        return new StripeError(400, "invalid_request_error", message);
    }

    /// As `invalid`, naming the parameter at fault in bracket notation.
    public static StripeError invalid(String message, String param) {
        return invalid(message).with("param", param);
    }

    /// As `invalid`, with one of Stripe's error codes.
    public static StripeError invalid(String code, String message, String param) {
        return invalid(message, param).code(code);
    }

    /// A parameter that must be there is not.
    public static StripeError missing(String param) {
        return invalid("parameter_missing", "Missing required param: " + param + ".", param);
    }

    /// The object named in the address does not exist; 404.
    public static StripeError noSuch(String kind, String id, String param) {
        return new StripeError(404, "invalid_request_error", "No such " + kind + ": '" + id + "'")
                .with("param", param)
                .code("resource_missing");
    }

    /// The object named by a parameter does not exist; 400.
    public static StripeError noSuchIn(String kind, String id, String param) {
        return invalid("resource_missing", "No such " + kind + ": '" + id + "'", param);
    }

    /// A refusal with a status of its own: 401, 402, 404, 409, 429, 500.
    public static StripeError of(int status, String type, String message) {
        return new StripeError(status, type, message);
    }

    /// Adds a field to the error object.
    public StripeError with(String field, String value) {
        error.put(field, value);
        return this;
    }

    /// Adds fields that are more than text, such as the payment intent of a declined card.
    public StripeError with(Consumer<ObjectNode> change) {
        change.accept(error);
        return this;
    }

    /// Sets the code, and the page that explains it.
    public StripeError code(String code) {
        error.put("code", code);
        error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        return this;
    }

    /// The HTTP status of the answer.
    public int status() {
        return status;
    }

    /// The value of `type`, such as `card_error`.
    public String type() {
        return error.path("type").asText();
    }

    /// The error object without its envelope; a copy.
    public ObjectNode error() {
        return error.deepCopy();
    }

    /// The body of the answer.
    public ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().set("error", error());
    }
}
