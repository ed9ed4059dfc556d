package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Expansion;
import shop.handover.sandbox.stripe.call.Routes;
import shop.handover.sandbox.stripe.call.Versions;
import shop.handover.sandbox.stripe.trouble.ApiTrouble.Kind;
import shop.handover.sandbox.stripe.trouble.Troubles;
import shop.handover.sandbox.stripe.wire.ApiVersions;
import shop.handover.sandbox.stripe.wire.Form;
import shop.handover.sandbox.stripe.wire.Parameters;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Events.Origin;
import shop.handover.sandbox.stripe.world.IdempotencyKeys.Kept;
import shop.handover.sandbox.stripe.world.IdempotencyKeys.Standing;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// Stripe's API under `/v1/`. Whatever comes in, what goes out is an object, a list, or an error in Stripe's shape.
/// Longer than a screen: this is the one place where every call passes.
final class Api {

    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", "");
    private static final StripeError TOO_MANY = StripeError.of(
                    429,
                    "invalid_request_error",
                    "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.")
            .code("rate_limit");
    private static final StripeError BROKEN = StripeError.of(
            500,
            "api_error",
            "Sorry! There was an error while talking to one of our backends. Support has been notified.");

    private static final String NO_IDENTIFIER =
            " If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you "
                    + "passed a valid (non-empty) identifier in your code.";

    private final Vertx vertx;
    private final Worlds worlds;
    private final Routes routes;
    private final Expansion expansion;
    private final Troubles troubles;

    Api(Vertx vertx, Worlds worlds, Routes routes, Expansion expansion, Troubles troubles) {
        this.vertx = vertx;
        this.worlds = worlds;
        this.routes = routes;
        this.expansion = expansion;
        this.troubles = troubles;
    }

    void handle(HttpServerRequest request) {
        var exchange = new Exchange(request);
        if (request.method() == HttpMethod.OPTIONS) {
            send(exchange, Reply.preflight(), Kind.NONE);
            return;
        }
        Body.of(request)
                .onSuccess(body -> answer(exchange, body))
                .onFailure(why -> send(
                        exchange,
                        StripeError.of(413, "invalid_request_error", "Request body is too large."),
                        Kind.NONE));
    }

    private void answer(Exchange exchange, Buffer body) {
        var kind = troubles.strike(exchange.path());
        try {
            switch (kind) {
                case RATE_LIMIT -> throw TOO_MANY;
                case SERVER_ERROR, TIMEOUT, RESET -> {
                    if (troubles.api().afterwards()) {
                        perform(exchange, body, kind);
                    }
                    fail(exchange, kind);
                }
                case NONE, SLOW_BODY -> send(exchange, perform(exchange, body, kind), kind);
            }
        } catch (StripeError error) {
            send(exchange, error, kind);
        } catch (RuntimeException bug) {
            System.getLogger(Api.class.getName()).log(System.Logger.Level.ERROR, "a call broke the sandbox", bug);
            send(exchange, BROKEN, kind);
        }
    }

    private void fail(Exchange exchange, Kind kind) {
        switch (kind) {
            case RESET -> exchange.request().connection().close();
            case SERVER_ERROR -> send(exchange, BROKEN, kind);
            // A time-out is an answer that never comes: the caller hangs up.
            case TIMEOUT, NONE, RATE_LIMIT, SLOW_BODY -> {}
        }
    }

    private Reply perform(Exchange exchange, Buffer body, Kind kind) {
        var found = routes.find(exchange.method(), exchange.path())
                .orElseThrow(
                        () -> StripeError.of(
                                404,
                                "invalid_request_error",
                                "Unrecognized request URL (" + exchange.method() + ": " + exchange.path() + ")."
                                        + (exchange.path().endsWith("/") ? NO_IDENTIFIER : "")
                                        + " Please see https://stripe.com/docs or we can help at https://support.stripe.com/."));
        var world = Keys.world(worlds, exchange.request());
        checkVersion(exchange);
        checkAccount(exchange);
        var form = form(exchange, body);
        exchange.livemode(world.live());
        try {
            return exchange.method().equals("POST") && exchange.key() != null
                    ? once(exchange, world, found, form, kind)
                    : world.with(() -> run(exchange, world, found, form));
        } catch (StripeError error) {
            throw otherWorld(world, error);
        }
    }

    private static void checkVersion(Exchange exchange) {
        if (!ApiVersions.isKnown(exchange.version())) {
            throw StripeError.invalid("Invalid Stripe API version: " + exchange.version());
        }
    }

    // There is one account here, and it has no others connected.
    private static void checkAccount(Exchange exchange) {
        var account = exchange.header("Stripe-Account");
        if (!account.isEmpty()) {
            throw StripeError.of(
                            403,
                            "invalid_request_error",
                            "The provided key does not have access to account '" + account
                                    + "' (or that account does not exist). Application access may have been revoked.")
                    .code("account_invalid");
        }
    }

    private static Map<String, Object> form(Exchange exchange, Buffer body) {
        var type = exchange.header("Content-Type").split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (body.length() > 0 && !FORMS.contains(type)) {
            throw StripeError.invalid(
                    "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can "
                            + "help at https://support.stripe.com/.");
        }
        return Form.decode(exchange.request().query(), Form.text(body.getBytes()));
    }

    // The key is taken before the call and given back when its answer has gone, however late that is.
    private Reply once(Exchange exchange, World world, Routes.Found found, Map<String, Object> form, Kind kind) {
        var key = exchange.key();
        if (key.length() > 255) {
            throw StripeError.invalid("Idempotency keys can be at most 255 characters.");
        }
        var asked = Fingerprint.of(exchange.method(), exchange.path(), form);
        return world.with(() -> switch (world.keys().take(key, asked)) {
            case Standing.Known(Kept kept) -> exchange.replayed(kept);
            case Standing.Mismatch _ ->
                throw StripeError.of(
                        400,
                        "idempotency_error",
                        "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '"
                                + key + "' if you meant to execute a different request.");
            case Standing.InUse _ ->
                throw StripeError.of(
                                409,
                                "idempotency_error",
                                "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the "
                                        + "other request is still going through): " + key + ". Please try again later.")
                        .code("idempotency_key_in_use");
            case Standing.Fresh _ -> first(exchange, world, found, form, asked, kind);
        });
    }

    private Reply first(
            Exchange exchange, World world, Routes.Found found, Map<String, Object> form, String asked, Kind kind) {
        exchange.whenGone(() -> world.run(() -> world.keys().release(exchange.key())));
        try {
            var reply = run(exchange, world, found, form);
            // What breaks while the call is carried out is kept as the answer it got, so a repeat meets the same 500.
            var answer = kind == Kind.SERVER_ERROR ? Reply.json(500, exchange.body(BROKEN)) : reply;
            world.keep(exchange.key(), new Kept(asked, answer.status(), exchange.id(), answer.body()));
            return reply;
        } catch (StripeError error) {
            // A refusal of the parameters is not kept; a declined card is.
            if (error.status() == 402) {
                world.keep(exchange.key(), new Kept(asked, 402, exchange.id(), Json.pretty(exchange.body(error))));
            }
            throw error;
        }
    }

    private Reply run(Exchange exchange, World world, Routes.Found found, Map<String, Object> form) {
        world.events().because(new Origin(exchange.id(), exchange.key()));
        try {
            var params = params(found.operation().parameters(), form, exchange.version());
            ObjectNode answer = found.operation().answer().apply(new Call(world, params, found.ids(), exchange.path()));
            Json.shown(answer);
            expansion.expand(world, answer, params.texts("expand"));
            Json.shownThroughout(answer);
            Versions.rewrite(world, answer, exchange.version());
            return Reply.json(200, answer);
        } catch (StripeError error) {
            throw Versions.refused(error, exchange.version());
        } finally {
            world.events().because(Origin.NONE);
        }
    }

    private static Params params(String call, Map<String, Object> form, String version) {
        return Parameters.check(call, Versions.asOurs(call, form, version), Versions.isEndive(version));
    }

    // Stripe tells when the id belongs to the other mode.
    private StripeError otherWorld(World world, StripeError error) {
        var id = error.getMessage().replaceFirst("(?s)^No such [\\w. ]+: '(.*)'$", "$1");
        var other = worlds.of(!world.live());
        if (id.equals(error.getMessage()) || other.with(() -> other.find(id)).isEmpty()) {
            return error;
        }
        var here = world.live() ? "live" : "test";
        var there = world.live() ? "test" : "live";
        return error.with(
                "message",
                error.getMessage() + "; a similar object exists in " + there + " mode, but a " + here
                        + " mode key was used to make this request.");
    }

    private void send(Exchange exchange, StripeError error, Kind kind) {
        send(exchange, Reply.json(error.status(), exchange.body(error)), kind);
    }

    private void send(Exchange exchange, Reply reply, Kind kind) {
        var whole = exchange.complete(reply);
        long slow = troubles.api().slowMillis();
        if (kind == Kind.SLOW_BODY) {
            SlowBody.send(vertx, exchange.request().response(), whole, slow);
        } else if (slow > 0 && kind == Kind.NONE) {
            vertx.setTimer(slow, _ -> whole.send(exchange.request().response()));
        } else {
            whole.send(exchange.request().response());
        }
    }
}
