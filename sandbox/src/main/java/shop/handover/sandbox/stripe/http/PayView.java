package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.checkout.Checkout;
import shop.handover.sandbox.stripe.resource.Money;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// A session as the payment page shows it. Longer than a screen: every state of the page is one of its fields.
final class PayView {

    private static final List<String> COUNTRIES =
            List.of("DE", "AT", "CH", "BE", "ES", "FR", "GB", "IE", "IT", "LU", "NL", "PL", "CA", "JP", "US");

    private final ObjectNode session;
    private final String language;
    private final Map<String, Object> words;
    private final String currency;

    PayView(ObjectNode session, Locale locale) {
        this.session = session;
        this.words = Templates.words(locale);
        this.language = words.get("lang").toString();
        this.currency = session.get("currency").asText();
    }

    String word(String name) {
        return words.getOrDefault(name, words.get("cardError.generic_decline")).toString();
    }

    /// @param method `card` or `sepa_debit`, as far as the session allows
    /// @param typed what the buyer entered before, kept except for the card
    /// @param error what is wrong, in the buyer's words
    /// @param promotionError what is wrong with the code
    String render(World world, String method, CardForm typed, Optional<String> error, Optional<String> promotionError) {
        var shown = Checkout.isFree(session) ? "free" : method;
        var data = new HashMap<String, Object>();
        data.put("w", words);
        data.put(
                "title",
                shown.equals("free")
                        ? word("free")
                        : word("pay") + " " + money(session.get("amount_total").asLong()));
        data.put("action", "/c/pay/" + session.get("id").asText());
        data.put(
                "cancel",
                Json.text(session, "cancel_url")
                        .replace("{CHECKOUT_SESSION_ID}", session.get("id").asText()));
        data.put("shop", Json.text(session.get("branding_settings"), "display_name"));
        data.put("items", items(world));
        data.put("total", Amounts.of(session.get("amount_total").asLong(), currency, language));
        data.put("code", currency.toUpperCase(Locale.ROOT));
        data.put("rows", rows());
        data.put("promotion", promotion(world, promotionError));
        data.put("method", shown);
        data.put("others", others(shown));
        data.put("heading", word(shown.equals("free") ? "free" : shown.equals("card") ? "byCard" : "byDebit"));
        data.put("button", button(shown));
        data.put("error", error.orElse(null));
        data.put("amount", amount(typed));
        buyer(data, typed);
        data.put("fields", fields(typed));
        data.put(
                "terms",
                session.at("/consent_collection/terms_of_service").asText().equals("required"));
        return Templates.render("pay", data);
    }

    private String money(long minor) {
        return Amounts.withCode(minor, currency, language);
    }

    private String button(String method) {
        if (method.equals("free")) {
            return word("take");
        }
        boolean open = session.at("/_items/0/price/custom_unit_amount").isObject();
        return open
                ? word("pay").replace(":", "")
                : word("pay") + " " + money(session.get("amount_total").asLong());
    }

    private List<Map<String, Object>> items(World world) {
        var items = new ArrayList<Map<String, Object>>();
        for (JsonNode item : session.get("_items")) {
            var image = world.find("product", item.at("/price/product").asText())
                    .map(p -> p.path("images").path(0).asText(""))
                    .orElse("");
            items.add(Map.of(
                    "name",
                    item.get("description").asText(""),
                    "quantity",
                    item.get("quantity").asLong(),
                    "image",
                    image.startsWith("http") ? image : ""));
        }
        return items;
    }

    private List<Map<String, String>> rows() {
        var rows = new ArrayList<Map<String, String>>();
        rows.add(Map.of(
                "label",
                word("price"),
                "value",
                money(session.get("amount_subtotal").asLong())));
        long off = session.at("/total_details/amount_discount").asLong();
        if (off > 0) {
            rows.add(Map.of("label", word("discount"), "value", "−" + money(off)));
        }
        if (session.at("/automatic_tax/enabled").asBoolean()) {
            long tax = session.at("/total_details/amount_tax").asLong();
            rows.add(
                    tax > 0
                            ? Map.of("label", word("tax"), "value", money(tax))
                            : Map.of("label", word("taxLater"), "value", ""));
        }
        return rows;
    }

    private Map<String, Object> promotion(World world, Optional<String> error) {
        if (!session.path("allow_promotion_codes").asBoolean(false)
                || session.at("/_items/0/price/custom_unit_amount").isObject()) {
            return null;
        }
        var used = world.find(
                        "promotion_code",
                        session.path("discounts").path(0).path("promotion_code").asText())
                .map(p -> p.get("code").asText())
                .orElse("");
        return Map.of("used", used, "error", error.orElse(""));
    }

    private List<Map<String, String>> others(String shown) {
        var others = new ArrayList<Map<String, String>>();
        for (JsonNode type : session.get("payment_method_types")) {
            var other = type.asText();
            if (!shown.equals("free")
                    && !other.equals(shown)
                    && List.of("card", "sepa_debit").contains(other)) {
                others.add(Map.of(
                        "url",
                        "/c/pay/" + session.get("id").asText() + "?lang=" + language + "&method=" + other,
                        "label",
                        word(other.equals("card") ? "useCard" : "useDebit")));
            }
        }
        return others;
    }

    private Map<String, String> amount(CardForm typed) {
        var custom = session.at("/_items/0/price/custom_unit_amount");
        if (!custom.isObject()) {
            return null;
        }
        long chosen = session.get("amount_subtotal").asLong();
        var hints = new ArrayList<String>();
        hint(hints, "least", custom.get("minimum"));
        hint(hints, "most", custom.get("maximum"));
        hint(hints, "suggested", custom.get("preset"));
        var value = typed.text("amount").isEmpty()
                ? chosen > 0 ? Amounts.of(chosen, currency, language) : ""
                : typed.text("amount");
        return Map.of("value", value, "hint", String.join(" ", hints));
    }

    /// Between what the buyer's own price must lie; empty where the price is the shop's.
    Optional<String> bounds() {
        var custom = session.at("/_items/0/price/custom_unit_amount");
        if (!custom.isObject()) {
            return Optional.empty();
        }
        long least = Math.max(custom.get("minimum").asLong(0), Money.least(currency));
        var told = word("least") + " " + money(least) + ".";
        return Optional.of(
                custom.get("maximum").isNumber()
                        ? told + " " + word("most") + " "
                                + money(custom.get("maximum").asLong()) + "."
                        : told);
    }

    private void hint(List<String> hints, String word, JsonNode bound) {
        if (bound.isNumber()) {
            hints.add(word(word) + " " + money(bound.asLong()) + ".");
        }
    }

    private void buyer(Map<String, Object> data, CardForm typed) {
        var details = session.path("customer_details");
        boolean fixed = session.get("customer_email").isTextual()
                || session.get("customer").isTextual()
                        && !Json.text(details, "email").isEmpty();
        data.put("emailFixed", fixed);
        data.put("email", fixed || typed.text("email").isEmpty() ? Json.text(details, "email") : typed.text("email"));
        // Who comes back from 3-D Secure has typed it before.
        data.put("name", typedOr(typed, "billingName", Json.text(details, "name")));
        data.put("postal", typedOr(typed, "billingPostalCode", Json.text(details.path("address"), "postal_code")));
        var chosen = typedOr(typed, "billingCountry", Json.text(details.path("address"), "country"));
        data.put(
                "countries",
                COUNTRIES.stream()
                        .map(code -> Map.<String, Object>of(
                                "code", code,
                                "name", Locale.of("", code).getDisplayCountry(Locale.of(language)),
                                "chosen", code.equals(chosen)))
                        .toList());
    }

    private static String typedOr(CardForm typed, String name, String known) {
        return typed.text(name).isEmpty() ? known : typed.text(name);
    }

    private List<Map<String, Object>> fields(CardForm typed) {
        var fields = new ArrayList<Map<String, Object>>();
        for (JsonNode field : session.get("custom_fields")) {
            var answer = typed.text("field." + field.get("key").asText());
            var options = new ArrayList<Map<String, Object>>();
            field.at("/dropdown/options")
                    .forEach(o -> options.add(Map.of(
                            "value",
                            o.get("value").asText(),
                            "label",
                            o.get("label").asText(),
                            "chosen",
                            o.get("value").asText().equals(answer))));
            var shown = new HashMap<String, Object>();
            shown.put("key", field.get("key").asText());
            shown.put("label", field.at("/label/custom").asText());
            shown.put("required", !field.get("optional").asBoolean());
            shown.put("value", answer);
            shown.put("options", options.isEmpty() ? null : options);
            fields.add(shown);
        }
        return fields;
    }
}
