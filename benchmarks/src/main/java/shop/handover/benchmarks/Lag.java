package shop.handover.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Events that wait for fulfillment: it is stopped as by SIGSTOP while they are put on Kafka, and let go at once.
final class Lag implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final House house;
    private final Watched fulfillment;
    private final long before;

    Lag(House house) throws IOException, InterruptedException {
        this.house = house;
        this.fulfillment = house.part("fulfillment");
        this.before = dealtWith();
        // Whoever interrupts the benchmark must not leave a service that does not answer.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /// Stops fulfillment.
    void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// Stops fulfillment and puts so many on Kafka.
    void build(int events, PaidEvents paid) throws IOException, InterruptedException {
        hold();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                house.setting("KAFKA_BOOTSTRAP_SERVERS"),
                "linger.ms",
                "20",
                "batch.size",
                "262144");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                var event = paid.next();
                var record = new ProducerRecord<>("stripe-events", event.key(), event.body());
                event.headers().forEach((name, value) -> record.headers().add(name, value));
                producer.send(record);
            }
            producer.flush();
        }
    }

    void letGo() throws IOException, InterruptedException {
        signal("CONT");
    }

    /// How many events were dealt with since this lag was looked at first.
    long drained() throws IOException, InterruptedException {
        return dealtWith() - before;
    }

    /// A figure of fulfillment's; 0 where it shows none of that name.
    double figure(String name) throws IOException, InterruptedException {
        var where = house.at("FULFILLMENT_MANAGEMENT_PORT").resolve("/q/metrics");
        return http.send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        try {
            letGo();
        } catch (IOException e) {
            System.err.println("bench: fulfillment may still be stopped: kill -CONT " + fulfillment.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long dealtWith() throws IOException, InterruptedException {
        return (long) figure("handover_events_total");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(fulfillment.pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("cannot signal process " + fulfillment.pid());
        }
    }
}
