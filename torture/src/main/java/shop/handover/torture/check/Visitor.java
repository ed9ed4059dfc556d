package shop.handover.torture.check;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import shop.handover.torture.mail.Taken;
import shop.handover.torture.scenario.Expected;
import shop.handover.torture.scenario.Scenario;

/// Follows the links that were mailed.
public final class Visitor {

    // The smallest file of each product: what is tried here is who gets it.
    private static final Map<String, String> FILES = Map.of(
            "kubernetes-starter-stack", "kubernetes-starter-stack-guide-1.4.pdf",
            "postfix-relay-handbook", "postfix-relay-handbook-3.2.epub",
            "community-supporter", "community-supporter-card-1.0.pdf");
    private static final int ENTITLED_TRIED = 100;
    private static final int TOKENS_BENT = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final URI shop;
    private final Path files;
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> wrongBytes = java.util.Collections.synchronizedList(new ArrayList<>());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /// @param shop where download-service answers
    /// @param files that the catalog's paths lead to
    public Visitor(URI shop, Path files) {
        this.shop = shop;
        this.files = files;
    }

    /// Follows one link while things go wrong: whoever answers must answer with the right bytes or none.
    public void visit(Taken mail, Scenario story) throws InterruptedException {
        tried.incrementAndGet();
        var answer = get(token(mail), story);
        if (answer.isPresent() && answer.get().statusCode() == 200) {
            answered.incrementAndGet();
            if (!isTheFile(answer.get().body(), story)) {
                wrongBytes.add("other bytes than the catalog's for " + mail.session());
            }
        }
    }

    /// How many links were followed during the run, and how many of them brought the file.
    public List<Integer> duringTheRun() {
        return List.of(tried.get(), answered.get());
    }

    /// Follows the links of all who may not have the files any more and of a hundred who may, and bends some tokens.
    ///
    /// @param truth what each session was paid, by session
    public Visits check(List<Taken> mails, Map<String, Scenario> stories, Map<String, Truth> truth)
            throws InterruptedException {
        var wrong = new ArrayList<>(wrongBytes);
        var served = 0;
        var refused = 0;
        for (var mail : mails.stream().filter(mail -> mail.link().isPresent()).toList()) {
            var story = stories.get(mail.session());
            if (story == null || !truth.containsKey(mail.session())) {
                continue;
            }
            var entitled = Expected.of(story.kind(), truth.get(mail.session()).total())
                    .filter(Expected::entitled)
                    .isPresent();
            if (entitled && served >= ENTITLED_TRIED) {
                continue;
            }
            var status = patientlyGet(mail, story, entitled ? 200 : 403);
            if (status != (entitled ? 200 : 403)) {
                wrong.add(mail.session() + " (" + story.kind() + ") is answered " + status);
            } else if (entitled) {
                served++;
            } else {
                refused++;
            }
        }
        var forged = new ArrayList<String>();
        var bent = bend(mails, stories, forged);
        return new Visits(served, refused, wrong, bent, forged);
    }

    // Asked again for a while: an answer of the past may be kept ten minutes, but the table vetoes within seconds.
    private int patientlyGet(Taken mail, Scenario story, int wanted) throws InterruptedException {
        var status = 0;
        for (var tries = 0; tries < 20 && status != wanted; tries++) {
            var answer = get(token(mail), story);
            status = answer.map(HttpResponse::statusCode).orElse(0);
            if (status == 200 && !isTheFile(answer.orElseThrow().body(), story)) {
                return -1;
            }
            if (status != wanted) {
                Thread.sleep(500);
            }
        }
        return status;
    }

    // Every bit of the last letter of each part: there a careless decoder forgets some.
    private int bend(List<Taken> mails, Map<String, Scenario> stories, List<String> forged)
            throws InterruptedException {
        var tries = 0;
        for (var mail : mails.stream()
                .filter(mail -> mail.link().isPresent() && stories.containsKey(mail.session()))
                .limit(TOKENS_BENT)
                .toList()) {
            for (var bent : bent(token(mail))) {
                tries++;
                var status = get(bent, stories.get(mail.session()))
                        .map(HttpResponse::statusCode)
                        .orElse(0);
                if (status != 401) {
                    forged.add("a token one bit off is answered " + status);
                }
            }
        }
        return tries;
    }

    private static List<String> bent(String token) {
        var bent = new ArrayList<String>();
        for (var end : List.of(token.length() - 1, token.lastIndexOf('.') - 1)) {
            var letter = ALPHABET.indexOf(token.charAt(end));
            for (var bit = 0; bit < 6 && letter >= 0; bit++) {
                bent.add(token.substring(0, end) + ALPHABET.charAt(letter ^ 1 << bit) + token.substring(end + 1));
            }
        }
        return bent;
    }

    private static String token(Taken mail) {
        var link = mail.link().orElseThrow();
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private Optional<HttpResponse<byte[]>> get(String token, Scenario story) throws InterruptedException {
        var address = shop.resolve("/api/download?token=" + token + "&file="
                + URLEncoder.encode(FILES.get(story.slug()), StandardCharsets.UTF_8));
        try {
            return Optional.of(client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofByteArray()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean isTheFile(byte[] bytes, Scenario story) {
        try {
            return Arrays.equals(sha256(bytes), sha256(Files.readAllBytes(files.resolve(FILES.get(story.slug())))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
