package shop.handover.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// One exchange with Stripe's real API, as it was recorded.
record Recording(JsonNode exchange) {

    /// What belongs to Connect, to invoices or to methods of payment the sandbox does not have.
    private static final Set<String> ELSEWHERE = Set.of(
            "payment_details",
            "payment_method_configuration_details",
            "saved_payment_method_options",
            "acss_debit",
            "afterpay_clearpay",
            "alipay",
            "cashapp",
            "klarna",
            "link",
            "us_bank_account",
            "wechat_pay");

    /// All that are on this machine and fall in what the sandbox knows: no subscriptions, no setup mode.
    static List<Recording> inTheSlice() {
        return StripeSchema.folder().stream()
                .map(folder -> folder.resolve("recorded/exchanges.json").toFile())
                .flatMap(file -> StreamSupport.stream(read(file).spliterator(), false))
                .map(Recording::new)
                .filter(recording -> !recording.form().matches(".*mode=(setup|subscription).*"))
                .toList();
    }

    private static JsonNode read(File file) {
        try {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String form() {
        return exchange.get("request_body").asText();
    }

    String path() {
        return exchange.get("path").asText();
    }

    String version() {
        return exchange.get("version").asText();
    }

    int status() {
        return exchange.get("status").asInt();
    }

    JsonNode body() {
        return exchange.get("body");
    }

    boolean hasKey() {
        return exchange.get("headers").has("idempotency-key");
    }

    /// The names of the headers, without those of the connection, of Connect and of Stripe's own machinery.
    List<String> headers() {
        var names = new ArrayList<String>();
        exchange.get("headers").fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("connection", "stripe-account", "x-wc"));
        return names;
    }

    /// What is not shaped as recorded: fields that are missing, or of another type where neither is null.
    List<String> differences(JsonNode ours) {
        var found = new ArrayList<String>();
        compare(body(), ours, "", found);
        return found;
    }

    private static void compare(JsonNode theirs, JsonNode ours, String at, List<String> found) {
        if (theirs.isNull() || ours.isNull()) {
            return;
        }
        if (theirs.getNodeType() != ours.getNodeType()) {
            found.add(at + " is " + ours.getNodeType() + " instead of " + theirs.getNodeType());
        } else if (theirs.isObject()) {
            theirs.properties().stream()
                    .filter(field -> !ELSEWHERE.contains(field.getKey()))
                    .forEach(field -> compareField(field.getKey(), field.getValue(), ours, at, found));
        } else if (theirs.isArray() && !theirs.isEmpty() && !ours.isEmpty()) {
            compare(theirs.get(0), ours.get(0), at + "[0]", found);
        }
    }

    private static void compareField(String name, JsonNode theirs, JsonNode ours, String at, List<String> found) {
        if (ours.has(name)) {
            compare(theirs, ours.get(name), at + "." + name, found);
        } else {
            found.add(at + "." + name + " is missing");
        }
    }

    @Override
    public String toString() {
        return exchange.get("method").asText() + " " + path() + " " + status() + ", " + version() + ": "
                + exchange.get("cassette").asText().replace(".yml", "").replace('_', ' ');
    }
}
