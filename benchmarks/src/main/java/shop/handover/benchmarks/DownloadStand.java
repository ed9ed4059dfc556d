package shop.handover.benchmarks;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.event.Topic;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.sandbox.kafka.KafkaServer;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.Ports;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;

/// download-service as the house runs it, and nginx, both before the same folder; a broker and a Stripe besides. Longer
/// than a screen because it is the whole stand.
final class DownloadStand implements AutoCloseable {

    private static final String KEYS = "bench:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final Map<String, Integer> SIZES =
            Map.of("100mb.bin", 100_000_000, "1mb.bin", 1_000_000, "64kb.bin", 65_536);
    private static final List<String> NGINX = List.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx");

    private final Path folder = Folders.temporary("bench-download");
    private final List<Process> processes = new ArrayList<>();
    private final KafkaServer kafka = KafkaServer.start();
    private final StripeSandbox stripe = StripeSandbox.start(StripeSandbox.Options.standard());
    private final int servicePort = Ports.free();
    private final int nginxPort = Ports.free();
    private final Watched service;
    private final Watched nginx;
    private final String token;

    DownloadStand() throws IOException {
        // Whoever breaks a run off leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> processes.forEach(Process::destroyForcibly)));
        try {
            for (var topic : List.of(Topic.PURCHASES, Topic.REQUESTS, Topic.DOWNLOADS)) {
                kafka.createTopic(topic.title(), 3);
            }
            for (var size : SIZES.entrySet()) {
                write(size.getKey(), size.getValue());
            }
            Files.writeString(folder.resolve("catalog.yaml"), catalog());
            token = new DownloadTokens(keys())
                    .issue(new CheckoutId(sold()), "handbook", Instant.now(), Duration.ofDays(1));
            nginx = new Watched("nginx", startNginx().pid());
            service = new Watched("download-service", startService().pid());
            await(nginxPort, Duration.ofSeconds(20));
            await(servicePort, Duration.ofSeconds(120));
            purchaseKnown();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    Watched service() {
        return service;
    }

    Watched nginx() {
        return nginx;
    }

    Fetch fromService(String file) throws IOException {
        return new Fetch(at(servicePort), "/api/download?token=" + token + "&file=" + file);
    }

    Fetch fromNginx(String file) throws IOException {
        return new Fetch(at(nginxPort), "/" + file);
    }

    String sha256(String file) throws IOException {
        return hex(Files.readAllBytes(folder.resolve("files").resolve(file)));
    }

    private void write(String name, int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(Files.createDirectories(folder.resolve("files")).resolve(name), bytes);
    }

    private String catalog() throws IOException {
        var files = new StringBuilder();
        for (var name : SIZES.keySet()) {
            files.append(
                    "      - {name: %s, path: %s, version: '1', sha256: %s}%n".formatted(name, name, sha256(name)));
        }
        return """
                shop: {id: bench, name: Bench, support: help@shop.example, owner: owner@shop.example}
                products:
                  - slug: handbook
                    name: The Handbook
                    prices: [{currency: EUR, amount: 1900}]
                    files:
                """ + files;
    }

    private static LinkKeys keys() {
        return LinkKeys.parse(List.of(KEYS));
    }

    private String sold() {
        var metadata = new HashMap<>(Map.of(
                SessionMetadata.SHOP, "bench",
                SessionMetadata.PRODUCT_SLUG, "handbook",
                SessionMetadata.PRODUCT_NAME, "The Handbook",
                SessionMetadata.NONCE, "n"));
        metadata.put(SessionMetadata.SEAL, new Seal(keys()).over(metadata));
        var price = LineItem.PriceData.builder()
                .setCurrency("eur")
                .setUnitAmount(1900L)
                .setProductData(LineItem.PriceData.ProductData.builder()
                        .setName("The Handbook")
                        .build())
                .build();
        var wanted = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1/store/success")
                .addLineItem(
                        LineItem.builder().setPriceData(price).setQuantity(1L).build())
                .putAllMetadata(metadata)
                .build();
        try {
            var client = StripeClient.builder()
                    .setApiKey("sk_test_bench")
                    .setApiBase(stripe.url())
                    .build();
            var session = client.v1().checkout().sessions().create(wanted).getId();
            stripe.actions().pay(session, Buyer.of("buyer@example.com"), Instrument.card("4242424242424242"));
            return session;
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process startNginx() throws IOException {
        var program = NGINX.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("nginx is to be compared with: apt-get install nginx-light"));
        // One process, so that its time is told by one number; root's, so that it may read the folder.
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
                events { worker_connections 4096; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; keepalive_timeout 300s;
                  client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
                  uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
                  server { listen 127.0.0.1:%2$d; root %1$s/files; }
                }
                """.formatted(folder, nginxPort));
        return start(
                Map.of(),
                program,
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString());
    }

    private Process startService() throws IOException {
        var settings = Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(servicePort)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(Ports.free())),
                Map.entry("PUBLIC_URL", "http://127.0.0.1:" + servicePort),
                Map.entry("CATALOG_PATH", folder.resolve("catalog.yaml").toString()),
                Map.entry("FILES_DIR", folder.resolve("files").toString()),
                Map.entry("STRIPE_SECRET_KEY", "sk_test_bench"),
                Map.entry("STRIPE_API_BASE", stripe.url()),
                Map.entry("LINK_KEYS", KEYS),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("HANDOVER_DOWNLOAD_DOWNLOADS_PER_PURCHASE", "100000000"));
        return start(settings, Packaged.command("download").toArray(String[]::new));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + processes.size()).toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        processes.add(process);
        return process;
    }

    private void await(int port, Duration patience) throws IOException {
        var end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end && processes.stream().allMatch(Process::isAlive)) {
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IllegalStateException("nobody answers: " + logs());
    }

    private String logs() throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.filter(path -> path.getFileName().toString().startsWith("log-"))
                    .map(DownloadStand::end)
                    .reduce("", String::concat);
        }
    }

    private static String end(Path log) {
        try {
            var text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 1500));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The first request asks Stripe; all others are answered from what it said.
    private void purchaseKnown() throws IOException {
        try (var fetch = fromService("64kb.bin")) {
            fetch.whole(Optional.empty());
        }
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
        stripe.close();
        kafka.close();
        Folders.delete(folder);
    }
}
