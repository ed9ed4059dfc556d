package shop.handover.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import shop.handover.sandbox.stripe.call.Expansion;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.call.Routes;
import shop.handover.sandbox.stripe.checkout.Checkout;
import shop.handover.sandbox.stripe.checkout.PaymentPages;
import shop.handover.sandbox.stripe.checkout.Sessions;
import shop.handover.sandbox.stripe.control.Actions;
import shop.handover.sandbox.stripe.control.Settings;
import shop.handover.sandbox.stripe.delivery.Backoff;
import shop.handover.sandbox.stripe.delivery.Deliveries;
import shop.handover.sandbox.stripe.delivery.Listeners;
import shop.handover.sandbox.stripe.http.Front;
import shop.handover.sandbox.stripe.payment.Charges;
import shop.handover.sandbox.stripe.payment.Delays;
import shop.handover.sandbox.stripe.payment.Disputes;
import shop.handover.sandbox.stripe.payment.Later;
import shop.handover.sandbox.stripe.payment.PaymentIntents;
import shop.handover.sandbox.stripe.payment.PaymentMethods;
import shop.handover.sandbox.stripe.payment.Payments;
import shop.handover.sandbox.stripe.payment.Refunds;
import shop.handover.sandbox.stripe.resource.Coupons;
import shop.handover.sandbox.stripe.resource.Customers;
import shop.handover.sandbox.stripe.resource.EventLog;
import shop.handover.sandbox.stripe.resource.Prices;
import shop.handover.sandbox.stripe.resource.Products;
import shop.handover.sandbox.stripe.resource.PromotionCodes;
import shop.handover.sandbox.stripe.resource.WebhookEndpoints;
import shop.handover.sandbox.stripe.trouble.Troubles;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.SandboxClock;
import shop.handover.sandbox.stripe.world.World;
import shop.handover.sandbox.stripe.world.Worlds;

/// A stand-in for Stripe on a port of this machine. Official clients need no more than its address as API base.
/// No money moves; never deploy it. Longer than a screen: it is where the parts are put together.
///
/// Any key beginning with `sk_test_` or `rk_test_` opens the test world, `sk_live_` or `rk_live_` the live one.
public final class StripeSandbox implements AutoCloseable {

    /// How a sandbox is started.
    ///
    /// @param port 0 for any free one
    /// @param host the address to listen on
    /// @param data the folder that keeps everything across restarts; empty: nothing is kept
    /// @param publicUrl where buyers reach the payment page; empty: `http://host:port`
    /// @param history how many sessions are remembered; the oldest are forgotten beyond
    /// @param retrySpeed how much faster than Stripe refused deliveries are tried again; 1 is Stripe's own pace
    /// @param settlement after how long a delayed payment settles by itself
    public record Options(
            int port,
            String host,
            Optional<Path> data,
            Optional<String> publicUrl,
            int history,
            double retrySpeed,
            Duration settlement) {

        /// Any free port of this machine, nothing kept, retries 60 times faster than Stripe's, delayed payments after
        /// 10 s.
        public static Options standard() {
            return new Options(0, "127.0.0.1", Optional.empty(), Optional.empty(), 20_000, 60, Duration.ofSeconds(10));
        }

        public Options withPort(int given) {
            return new Options(given, host, data, publicUrl, history, retrySpeed, settlement);
        }

        public Options withHost(String given) {
            return new Options(port, given, data, publicUrl, history, retrySpeed, settlement);
        }

        public Options withData(Path folder) {
            return new Options(port, host, Optional.of(folder), publicUrl, history, retrySpeed, settlement);
        }

        public Options withPublicUrl(String url) {
            return new Options(port, host, data, Optional.of(url), history, retrySpeed, settlement);
        }

        public Options withHistory(int sessions) {
            return new Options(port, host, data, publicUrl, sessions, retrySpeed, settlement);
        }

        public Options withRetrySpeed(double times) {
            return new Options(port, host, data, publicUrl, history, times, settlement);
        }

        public Options withSettlement(Duration delay) {
            return new Options(port, host, data, publicUrl, history, retrySpeed, delay);
        }
    }

    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpServer server;
    private final Options options;
    private final Worlds worlds;
    private final Deliveries deliveries;
    private final SandboxClock clock;
    private final Troubles troubles = new Troubles();
    private final Backoff backoff;
    private final Delays delays;
    private final Actions actions;

    private StripeSandbox(Options options) {
        this.options = options;
        this.clock = new SandboxClock(Clock.systemUTC(), options.data());
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
        this.backoff = new Backoff(options.retrySpeed());
        this.delays = new Delays(options.settlement());
        this.deliveries = new Deliveries(vertx, troubles, backoff);
        this.worlds = new Worlds(open(false), open(true));
        var front = new AtomicReference<Front>();
        this.server = listen(front, options.port());
        Later later = (delay, task) -> vertx.setTimer(Math.max(1, delay.toMillis()), _ -> task.run());
        var disputes = new Disputes();
        var refunds = new Refunds(later);
        var listeners = new Listeners(url());
        worlds.all().forEach(world -> world.events().whenRecorded(event -> listeners.tell(world, event)));
        var base = options.publicUrl().orElseGet(this::url);
        var payments = new Payments(later, delays, disputes, base);
        var checkout = new Checkout(payments, base);
        this.actions = new Actions(worlds, checkout, payments, refunds, disputes, deliveries);
        front.set(new Front(
                vertx,
                worlds,
                new Routes(operations(payments, checkout, refunds, disputes, listeners, base)),
                expansion(),
                troubles,
                checkout,
                actions,
                new Settings(troubles, delays, backoff, clock),
                listeners));
        vertx.setPeriodic(1_000, _ -> actions.expireAllDue());
        worlds.all().forEach(payments::resume);
        worlds.all().forEach(deliveries::resume);
    }

    /// Starts a sandbox; returns when it answers. A port that is taken is an exception naming it.
    public static StripeSandbox start(Options options) {
        return new StripeSandbox(options);
    }

    public int port() {
        return server.actualPort();
    }

    /// The API base for clients, without a slash at the end.
    public String url() {
        return "http://" + options.host() + ":" + port();
    }

    /// Tells the events of the test world to an address, signed with a secret that was made beforehand. Safe to repeat.
    ///
    /// @param secret `whsec_…`
    public void tell(String url, String secret) {
        WebhookEndpoints.keep(worlds.test(), url, secret);
    }

    /// Plays the buyer and the bank.
    public Actions actions() {
        return actions;
    }

    /// Makes trouble.
    public Troubles troubles() {
        return troubles;
    }

    /// How delayed payments go.
    public Delays delays() {
        return delays;
    }

    /// When refused deliveries are tried again.
    public Backoff backoff() {
        return backoff;
    }

    /// The sandbox's time.
    public SandboxClock clock() {
        return clock;
    }

    /// Ends it; what is owed stays in the data folder.
    @Override
    public void close() {
        deliveries.close();
        await(server.close());
        await(vertx.close());
        worlds.all().forEach(World::close);
    }

    private World open(boolean live) {
        return World.open(
                live, clock, options.history(), options.data(), (world, delivery) -> deliveries.begin(world, delivery));
    }

    private HttpServer listen(AtomicReference<Front> front, int port) {
        var http = vertx.createHttpServer(new HttpServerOptions()
                .setCompressionSupported(false)
                .setTcpKeepAlive(true)
                .setMaxHeaderSize(16_384)
                .setMaxInitialLineLength(16_384)
                .addWebSocketSubProtocol(Listeners.PROTOCOL)
                .setAcceptBacklog(1_024));
        http.requestHandler(request -> answer(front.get(), request));
        try {
            return await(http.listen(port, options.host()));
        } catch (IllegalStateException e) {
            vertx.close();
            throw new IllegalStateException("the Stripe sandbox cannot listen on " + options.host() + ":" + port, e);
        }
    }

    private static void answer(Front front, HttpServerRequest request) {
        if (front == null) {
            request.response().setStatusCode(503).putHeader("Retry-After", "1").end();
        } else {
            front.handle(request);
        }
    }

    private static List<Operation> operations(
            Payments payments,
            Checkout checkout,
            Refunds refunds,
            Disputes disputes,
            Listeners listeners,
            String base) {
        var all = new ArrayList<Operation>();
        all.addAll(Products.operations());
        all.addAll(Prices.operations());
        all.addAll(Coupons.operations());
        all.addAll(PromotionCodes.operations());
        all.addAll(Customers.operations());
        all.addAll(PaymentMethods.operations());
        all.addAll(new PaymentIntents(payments).operations());
        all.addAll(Charges.operations());
        all.addAll(refunds.operations());
        all.addAll(disputes.operations());
        all.addAll(new Sessions(checkout, base).operations());
        all.addAll(new PaymentPages(checkout).operations());
        all.addAll(EventLog.operations());
        all.addAll(WebhookEndpoints.operations());
        all.addAll(listeners.operations());
        return all;
    }

    private static Expansion expansion() {
        return new Expansion(Map.of(
                "checkout.session.line_items",
                Sessions::lineItems,
                "price.currency_options",
                Prices::currencyOptions,
                "charge.refunds",
                (world, charge) -> Lists.belonging(world, "refund", charge),
                "coupon.applies_to",
                (world, coupon) ->
                        appliesTo(world.get("coupon", coupon.get("id").asText()))));
    }

    private static JsonNode appliesTo(JsonNode coupon) {
        var kept = coupon.path("_applies_to");
        return kept.isObject() ? kept : Json.object();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the Stripe sandbox starts or stops", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
