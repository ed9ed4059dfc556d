package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Cards and accounts as Stripe keeps them; what a test card will do is remembered beside it.
/// Longer than a screen: four ways to name a method end in the same object.
///
/// @see <a href="https://docs.stripe.com/api/payment_methods">Stripe: payment methods</a>
public final class PaymentMethods {

    private PaymentMethods() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/payment_methods", "payment_method.create", PaymentMethods::create),
                Operation.of(
                        "GET",
                        "/v1/payment_methods",
                        "payment_method.list",
                        call -> Lists.of(call, "payment_method", "customer", "type")),
                Operation.of("GET", "/v1/payment_methods/*", "payment_method.retrieve", PaymentMethods::named),
                Operation.of(
                        "GET",
                        "/v1/customers/*/payment_methods",
                        "payment_method.of_customer",
                        PaymentMethods::ofCustomer),
                Operation.of("POST", "/v1/payment_methods/*", "payment_method.update", PaymentMethods::update),
                Operation.of("POST", "/v1/payment_methods/*/attach", "payment_method.attach", PaymentMethods::attach),
                Operation.of("POST", "/v1/payment_methods/*/detach", "payment_method.detach", PaymentMethods::detach));
    }

    private static ObjectNode ofCustomer(Call call) {
        call.named("customer", "customer", "customer");
        return Lists.of(
                call,
                "payment_method",
                fields -> call.id().equals(fields.get("customer"))
                        && Lists.matches(call.params(), new String[] {"type", "allow_redisplay"}, fields),
                method -> method);
    }

    private static ObjectNode create(Call call) {
        var method = from(call.world(), call.params());
        call.world().put(method);
        return method;
    }

    /// A payment method as parameters describe it, not yet kept.
    static ObjectNode from(World world, Params params) {
        var method = switch (params.need("type")) {
            case "card" -> card(world, params);
            case "sepa_debit" ->
                of(world, Instrument.account(params.part("sepa_debit").need("iban")));
            case String other ->
                throw StripeError.invalid(
                        "The payment method type \"" + other
                                + "\" is not played by this sandbox; use card or sepa_debit.",
                        "type");
        };
        billing(params.part("billing_details"), method);
        Changes.copy(params, method, "allow_redisplay");
        Changes.metadata(params, method);
        return method;
    }

    private static ObjectNode card(World world, Params params) {
        var card = params.part("card");
        if (card.has("token")) {
            return of(
                    world,
                    Instrument.named(card.need("token"))
                            .orElseThrow(() -> StripeError.noSuchIn("token", card.need("token"), "card[token]")));
        }
        var instrument = Instrument.card(card.need("number"));
        if (instrument.fate() == Instrument.Fate.INCORRECT_NUMBER) {
            throw StripeError.of(402, "card_error", "Your card number is incorrect.")
                    .code("incorrect_number")
                    .with("param", "number");
        }
        var method = of(world, instrument);
        var details = (ObjectNode) method.get("card");
        details.put("exp_month", card.needNumber("exp_month")).put("exp_year", card.needNumber("exp_year"));
        return method;
    }

    private static void billing(Params params, ObjectNode method) {
        var billing = (ObjectNode) method.get("billing_details");
        Changes.copy(params, billing, "email", "name", "phone", "tax_id");
        if (params.has("address")) {
            Changes.copy(
                    params.part("address"),
                    (ObjectNode) billing.get("address"),
                    "city",
                    "country",
                    "line1",
                    "line2",
                    "postal_code",
                    "state");
        }
    }

    /// The instrument as an object, not yet kept.
    public static ObjectNode of(World world, Instrument instrument) {
        var method = Json.template("payment_method");
        method.put("id", Ids.next("payment_method", world.live()));
        method.put("created", world.clock().seconds());
        method.put("livemode", world.live());
        method.put("type", instrument.type());
        var details = Json.template("payment_method." + instrument.type());
        details.put("last4", instrument.last4())
                .put("country", instrument.country())
                .put("fingerprint", fingerprint(instrument));
        if (instrument.type().equals("card")) {
            details.put("brand", instrument.brand()).put("display_brand", instrument.brand());
            ((ObjectNode) details.get("networks")).putArray("available").add(instrument.brand());
        }
        method.set(instrument.type(), details);
        method.put("_fate", instrument.fate().name());
        return method;
    }

    private static String fingerprint(Instrument instrument) {
        var hash = Integer.toUnsignedString(
                (instrument.brand() + instrument.last4() + instrument.country()).hashCode(), 36);
        return ("Sandbox000000000" + hash).substring(hash.length()).substring(0, 16);
    }

    /// The one a parameter names; Stripe's ready-made ones become a new object each time.
    public static ObjectNode given(World world, String id, String param) {
        var ready = Instrument.named(id);
        if (ready.isPresent()) {
            var method = of(world, ready.get());
            world.put(method);
            return method;
        }
        return world.find("payment_method", id).orElseThrow(() -> StripeError.noSuchIn("PaymentMethod", id, param));
    }

    static Instrument.Fate fate(ObjectNode method) {
        return Instrument.Fate.valueOf(method.path("_fate").asText("PAYS"));
    }

    private static ObjectNode named(Call call) {
        return call.named("payment_method", "PaymentMethod", "payment_method");
    }

    private static ObjectNode update(Call call) {
        var method = named(call);
        billing(call.params().part("billing_details"), method);
        Changes.metadata(call.params(), method);
        call.world().put(method);
        return method;
    }

    private static ObjectNode attach(Call call) {
        var method = Instrument.named(call.id()).isPresent()
                ? given(call.world(), call.id(), "payment_method")
                : named(call);
        var customer = call.given("customer", "customer", call.params().need("customer"), "customer");
        method.put("customer", customer.get("id").asText());
        call.world().put(method);
        call.world().events().emit("payment_method.attached", method);
        return method;
    }

    private static ObjectNode detach(Call call) {
        var method = named(call);
        method.putNull("customer");
        call.world().put(method);
        call.world().events().emit("payment_method.detached", method);
        return method;
    }
}
