package shop.handover.benchmarks;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import shop.handover.benchmarks.Load.Call;

/// How fast webhook-service answers, from Stripe's call to the broker's word and back: at a steady rate while
/// fulfillment drains a lag on the same machine, and then as fast as it can. Every call is a new sale of 3 KB.
final class WebhookBenchmark implements Benchmark {

    private static final String PATH = "/api/stripe/webhook";

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String what() {
        return "the webhook's latencies at a steady rate while fulfillment drains, and its cost per request at full speed";
    }

    @Override
    public String usage() {
        return "--rate 300 --seconds 30 --lag 60000 --connections 64";
    }

    @Override
    public void run(Words words, Report report) throws Exception {
        int rate = words.number("rate", 300);
        var time = Duration.ofSeconds(words.number("seconds", 30));
        int waiting = words.number("lag", 60_000);
        int connections = words.number("connections", 64);
        words.noMore();
        var house = House.up();
        var paid = new PaidEvents(house);
        try (var load = new Load(house.at("WEBHOOK_PORT"), connections)) {
            load.during(Duration.ofSeconds(10), calls(paid));
            whileDraining(house, paid, new Pace(rate, time), waiting, report);
            fullSpeed(house, load, calls(paid), time, report);
        }
    }

    private static void whileDraining(House house, PaidEvents paid, Pace pace, int waiting, Report report)
            throws Exception {
        try (var lag = new Lag(house);
                var http = stripe()) {
            lag.build(waiting, paid);
            var costs = new Costs(house);
            lag.letGo();
            var sample = pace.run(() -> tell(http, house.at("WEBHOOK_PORT").resolve(PATH), paid));
            report.line("at " + pace.perSecond() + "/s", "%s", sample.told());
            report.line(
                    "drained meanwhile",
                    "%,.0f/s",
                    lag.drained() / (sample.took().toNanos() / 1e9));
            costs.tell(report, sample.answers());
        }
    }

    // Fulfillment stands still, or its work would be counted as the broker's.
    private static void fullSpeed(House house, Load load, Supplier<Call> calls, Duration time, Report report)
            throws Exception {
        try (var lag = new Lag(house)) {
            lag.hold();
            var webhook = house.part("webhook");
            var kafka = house.part("kafka");
            var before = webhook.cpu();
            var broker = kafka.cpu();
            var sample = load.during(time, calls);
            report.line("at full speed", "%s", sample.told());
            report.cost("webhook", webhook.cpu().minus(before), sample);
            report.cost("kafka", kafka.cpu().minus(broker), sample);
        }
    }

    // Stripe calls over HTTP/1.1; by itself Java's client asks a plain port to speak HTTP/2, call after call.
    private static HttpClient stripe() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static int tell(HttpClient http, URI door, PaidEvents paid) {
        var event = paid.next();
        try {
            return http.send(
                            HttpRequest.newBuilder(door)
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Content-Type", "application/json")
                                    .header("Stripe-Signature", event.signature())
                                    .POST(BodyPublishers.ofByteArray(event.body()))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// A call of Stripe's for each next sale.
    static Supplier<Call> calls(PaidEvents paid) {
        return () -> {
            var event = paid.next();
            return new Call(
                    HttpMethod.POST,
                    PATH,
                    Map.of("Content-Type", "application/json", "Stripe-Signature", event.signature()),
                    Buffer.buffer(event.body()));
        };
    }
}
