package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.checkout.Checkout;
import shop.handover.sandbox.stripe.payment.Outcome;
import shop.handover.sandbox.stripe.payment.PaymentMethods;
import shop.handover.sandbox.stripe.wire.Form;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// The hosted page at `/c/pay/cs_…` and its 3-D Secure step at `/3ds/pi_…`. Works without JavaScript.
/// Longer than a screen: it is a small conversation with several ends.
final class PaymentPage {

    private final Worlds worlds;
    private final Checkout checkout;

    PaymentPage(Worlds worlds, Checkout checkout) {
        this.worlds = worlds;
        this.checkout = checkout;
    }

    void handle(HttpServerRequest request) {
        Body.of(request)
                .map(body -> answer(request, body))
                .otherwise(why -> Reply.page(
                        why instanceof StripeError ? 400 : why instanceof Body.TooLarge ? 413 : 500,
                        "This request could not be understood."))
                .onSuccess(reply -> reply.send(request.response()));
    }

    private Reply answer(HttpServerRequest request, Buffer body) {
        var id = request.path().substring(request.path().lastIndexOf('/') + 1);
        var query = new CardForm(Form.decode(request.query()));
        var typed = request.method() == HttpMethod.POST
                ? new CardForm(Form.decode(body.toString()))
                : new CardForm(Map.of());
        if (request.path().startsWith("/3ds/")) {
            return secure(request, id, typed);
        }
        if (request.path().startsWith("/c/recover/")) {
            return recover(request, id);
        }
        var world = worlds.holding("checkout.session", id);
        return world.with(() -> world.find("checkout.session", id)
                .map(session -> checkout.expireWhereDue(world, session))
                .map(session -> answer(request, world, session, query, typed))
                .orElseGet(() -> ended(404, Templates.words(locale(request, query, "")), "missing", "", "")));
    }

    private Reply answer(HttpServerRequest request, World world, ObjectNode session, CardForm query, CardForm typed) {
        var locale = locale(request, query, Json.text(session, "locale"));
        if (!session.get("status").asText().equals("open")) {
            return closed(session, locale);
        }
        var view = new PayView(session, locale);
        if (request.method() != HttpMethod.POST) {
            // Back from a 3-D Secure step that was not passed.
            var refused = Optional.of(query.text("refused"))
                    .filter(text -> !text.isEmpty())
                    .map(_ -> view.word("cardError.payment_intent_authentication_failure"));
            return page(
                    200,
                    session,
                    view.render(world, method(session, query.text("method")), typed, refused, Optional.empty()));
        }
        return typed.text("do").equals("promote")
                ? promote(world, session, locale, typed)
                : pay(world, session, view, typed);
    }

    // PRG: the page comes back by a redirect, so that a reload does not repeat the code.
    private Reply promote(World world, ObjectNode session, Locale locale, CardForm typed) {
        var before = session.deepCopy();
        try {
            checkout.promote(world, session, typed.text("promotionCode"));
            return Reply.seeOther("/c/pay/" + session.get("id").asText() + "?lang=" + locale.getLanguage());
        } catch (StripeError _) {
            var view = new PayView(before, locale);
            return page(
                    400,
                    before,
                    view.render(
                            world,
                            method(before, typed.text("method")),
                            typed,
                            Optional.empty(),
                            Optional.of(view.word("codeInvalid"))));
        }
    }

    private Reply pay(World world, ObjectNode session, PayView view, CardForm typed) {
        try {
            if (!chooseAmount(world, session, typed)) {
                return again(world, session, view, typed, 400, view.word("amountInvalid"));
            }
            if (session.at("/consent_collection/terms_of_service").asText().equals("required")
                    && typed.text("termsOfService").isEmpty()) {
                return again(world, session, view, typed, 400, view.word("termsMissing"));
            }
            if (Checkout.isFree(session)) {
                checkout.takeFree(world, session, typed.buyer());
                return onward(session);
            }
            var fault = typed.fault(YearMonth.from(world.clock().instant().atZone(ZoneOffset.UTC)));
            return fault.isPresent()
                    ? again(world, session, view, typed, 400, view.word(fault.get()))
                    : attempt(world, session, view, typed);
        } catch (StripeError error) {
            return again(world, session, view, typed, 400, told(view, error));
        }
    }

    private boolean chooseAmount(World world, ObjectNode session, CardForm typed) {
        if (!session.at("/_items/0/price/custom_unit_amount").isObject()
                || typed.text("amount").isEmpty()) {
            return true;
        }
        var amount = Amounts.read(typed.text("amount"), session.get("currency").asText());
        amount.ifPresent(a -> checkout.choose(world, session, a));
        return amount.isPresent();
    }

    private Reply attempt(World world, ObjectNode session, PayView view, CardForm typed) {
        var method = PaymentMethods.of(world, typed.instrument());
        typed.expiry()
                .filter(_ -> !typed.isDebit())
                .ifPresent(month -> ((ObjectNode) method.get("card"))
                        .put("exp_month", month.getMonthValue())
                        .put("exp_year", month.getYear()));
        return switch (checkout.pay(world, session, typed.buyer(), method)) {
            case Outcome.Paid _, Outcome.Pending _ -> onward(session);
            case Outcome.NeedsAction(ObjectNode intent) ->
                Reply.seeOther("/3ds/" + intent.get("id").asText());
            case Outcome.Declined(ObjectNode _, StripeError why) ->
                again(world, session, view, typed, 402, told(view, why));
        };
    }

    // Stripe's own sentence where the page has none of its own.
    private static String told(PayView view, StripeError error) {
        var body = error.error();
        var code = body.path("decline_code").asText(body.path("code").asText());
        return switch (code) {
            case "email_invalid" -> view.word("emailInvalid");
            case "custom_amount_invalid", "amount_too_small" -> view.bounds().orElse(error.getMessage());
            default -> error.type().equals("card_error") ? view.word("cardError." + code) : error.getMessage();
        };
    }

    private Reply again(World world, ObjectNode session, PayView view, CardForm typed, int status, String error) {
        return page(
                status,
                session,
                view.render(
                        world,
                        method(session, typed.text("paymentMethod")),
                        typed,
                        Optional.of(error),
                        Optional.empty()));
    }

    private static String method(ObjectNode session, String wanted) {
        var types = session.get("payment_method_types");
        for (var type : types) {
            if (type.asText().equals(wanted) && List.of("card", "sepa_debit").contains(wanted)) {
                return wanted;
            }
        }
        return types.get(0).asText().equals("sepa_debit") ? "sepa_debit" : "card";
    }

    private Reply recover(HttpServerRequest request, String id) {
        var world = worlds.holding("checkout.session", id);
        return world.with(() -> world.find("checkout.session", id)
                .flatMap(session -> checkout.recover(world, session))
                .map(fresh -> Reply.seeOther("/c/pay/" + fresh.get("id").asText()))
                .orElseGet(() ->
                        ended(404, Templates.words(locale(request, new CardForm(Map.of()), "")), "missing", "", "")));
    }

    private Reply secure(HttpServerRequest request, String id, CardForm typed) {
        var world = worlds.holding("payment_intent", id);
        return world.with(() -> world.find("payment_intent", id)
                .filter(intent -> intent.get("status").asText().equals("requires_action"))
                .map(intent -> request.method() == HttpMethod.POST
                        ? decide(world, intent, typed)
                        : challenge(request, world, intent))
                .orElseGet(() -> ended(404, Templates.words(locale(request, typed, "")), "missing", "", "")));
    }

    private Reply challenge(HttpServerRequest request, World world, ObjectNode intent) {
        var session = world.find("checkout.session", Json.text(intent, "_session"));
        var words = Templates.words(locale(
                request,
                new CardForm(Map.of()),
                session.map(s -> Json.text(s, "locale")).orElse("")));
        var data = new HashMap<String, Object>();
        var amount = Amounts.withCode(
                intent.get("amount").asLong(),
                intent.get("currency").asText(),
                words.get("lang").toString());
        data.put("w", words);
        data.put("heading", words.get("secureTitle"));
        data.put("text", words.get("secureText") + ": " + amount + ".");
        data.put("confirm", true);
        data.put("action", "/3ds/" + intent.get("id").asText());
        data.put("onward", null);
        return secured(
                Reply.page(200, Templates.render("ended", data)),
                session.map(s -> Json.text(s, "success_url")).orElseGet(() -> Json.text(intent, "_return_url")),
                "");
    }

    private Reply decide(World world, ObjectNode intent, CardForm typed) {
        var outcome = checkout.authenticate(world, intent, typed.text("result").equals("pass"));
        var session = world.find("checkout.session", Json.text(intent, "_session"));
        boolean failed = outcome instanceof Outcome.Declined;
        if (session.isEmpty()) {
            var back = Json.text(intent, "_return_url");
            return Reply.seeOther(back + (back.contains("?") ? "&" : "?") + "payment_intent="
                    + intent.get("id").asText() + "&redirect_status=" + (failed ? "failed" : "succeeded"));
        }
        return failed
                ? Reply.seeOther("/c/pay/" + session.get().get("id").asText() + "?refused=1")
                : onward(session.get());
    }

    private static Reply onward(ObjectNode session) {
        return Reply.seeOther(successUrl(session));
    }

    private static String successUrl(ObjectNode session) {
        return Json.text(session, "success_url")
                .replace("{CHECKOUT_SESSION_ID}", session.get("id").asText());
    }

    private Reply closed(ObjectNode session, Locale locale) {
        var words = Templates.words(locale);
        if (session.get("status").asText().equals("expired")) {
            var back = Json.text(session, "cancel_url");
            return ended(
                    200,
                    words,
                    "expired",
                    back,
                    words.get("back") + " " + Json.text(session.get("branding_settings"), "display_name"));
        }
        var name = session.get("payment_status").asText().equals("unpaid") ? "processing" : "complete";
        return ended(200, words, name, successUrl(session), words.get("onward").toString());
    }

    private static Reply ended(int status, Map<String, Object> words, String name, String onward, String label) {
        var data = new HashMap<String, Object>();
        data.put("w", words);
        data.put("heading", words.get(name + "Title"));
        data.put("text", words.get(name + "Text"));
        data.put("confirm", false);
        data.put("onward", onward.isEmpty() ? null : onward);
        data.put("onwardLabel", label);
        return secured(Reply.page(status, Templates.render("ended", data)), "", "");
    }

    private static Reply page(int status, ObjectNode session, String html) {
        return secured(Reply.page(status, html), Json.text(session, "success_url"), " https: http:");
    }

    // Chrome holds a form's redirects to `form-action` too, so the shop's address must be among its targets.
    private static Reply secured(Reply reply, String target, String images) {
        return reply.with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self'" + images
                                + "; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" + origin(target))
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    private static String origin(String url) {
        if (url.isEmpty()) {
            return "";
        }
        var uri = URI.create(url.replaceAll("[{}]", ""));
        return " " + uri.getScheme() + "://" + uri.getAuthority();
    }

    // What was asked for on this page, else what the shop set, else what the browser prefers.
    private static Locale locale(HttpServerRequest request, CardForm query, String session) {
        var wanted = query.text("lang");
        if (!wanted.isEmpty()) {
            return Locale.forLanguageTag(wanted);
        }
        if (!session.isEmpty() && !session.equals("auto")) {
            return Locale.forLanguageTag(session);
        }
        var header = request.getHeader("Accept-Language");
        return header == null ? Locale.ENGLISH : Locale.forLanguageTag(header.split("[,;]")[0].strip());
    }
}
