package shop.handover.sandbox.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// A shop's webhook on a port of its own: keeps what it is told and answers as it is bidden.
final class Receiver implements AutoCloseable {

    /// One delivery as it came over the wire.
    record Letter(String body, String signature) {

        /// The event, verified by Stripe's own library.
        Event opened(String secret) {
            try {
                return Webhook.constructEvent(body, signature, secret);
            } catch (SignatureVerificationException e) {
                throw new AssertionError(e);
            }
        }

        boolean is(String type) {
            return body.contains("\"type\": \"" + type + "\"");
        }
    }

    private final HttpServer server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>(new ArrayDeque<>());

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            letters.add(new Letter(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            var answer = answers.poll();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /// The next answers, 200 after them.
    void willAnswer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    List<Letter> letters() {
        return letters;
    }

    /// Waits for so many letters of a type.
    List<Letter> await(String type, int count) {
        Predicate<Letter> wanted = letter -> letter.is(type);
        Eventually.until(
                Duration.ofSeconds(20), () -> letters.stream().filter(wanted).count() >= count);
        return letters.stream().filter(wanted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
