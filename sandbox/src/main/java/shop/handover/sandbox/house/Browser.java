package shop.handover.sandbox.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A buyer's browser: keeps cookies, follows redirects, and tries again where a server is away or says so.
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// A page that was answered, at the address the redirects led to.
    record Answer(URI uri, int status, String text) {}

    /// A file that was fetched whole.
    record Copy(long bytes, String sha256) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Answer get(URI uri) {
        return until(PATIENCE, uri, _ -> true);
    }

    /// Asks until the page is as wanted.
    Answer until(Duration patience, URI uri, Predicate<Answer> wanted) {
        return retry(patience, request(uri).GET().build(), wanted);
    }

    Answer postJson(URI uri, String json) {
        var request = request(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return retry(PATIENCE, request, _ -> true);
    }

    /// Sends the page's payment form as a browser would: its own fields, with ours filled in.
    Answer submit(Answer page, Map<String, String> typed) {
        Html.Form form = Html.formWith(PaymentForm.CARD, page.text());
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        typed.forEach(fields::put);
        var request = request(page.uri().resolve(form.action()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)))
                .build();
        return retry(PATIENCE, request, _ -> true);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Posts once, and gives the status; 0 where nobody answered.
    int postOnce(URI uri, String body, Map<String, String> headers) {
        var request = request(uri).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return once(request);
    }

    /// Asks once, and gives the status; 0 where nobody answered.
    int getOnce(URI uri) {
        return once(request(uri).GET());
    }

    private int once(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException e) {
            throw new StationFailed("interrupted");
        }
    }

    /// Fetches the file, from the beginning where the line broke.
    Copy download(URI uri) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                HttpResponse<InputStream> answer = client.send(request(uri).build(), BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.statusCode() == 200) {
                        return copy(body);
                    }
                    giveUp(deadline, uri, "status " + answer.statusCode(), answer.statusCode() >= 500);
                }
            } catch (IOException e) {
                giveUp(deadline, uri, e.toString(), true);
            } catch (InterruptedException e) {
                throw new StationFailed("interrupted");
            }
        }
    }

    private static Copy copy(InputStream body) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            long bytes = new DigestInputStream(body, digest).transferTo(OutputStream.nullOutputStream());
            return new Copy(bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Answer retry(Duration patience, HttpRequest request, Predicate<Answer> wanted) {
        Instant deadline = Instant.now().plus(patience);
        HttpRequest next = request;
        while (true) {
            try {
                HttpResponse<String> told = client.send(next, BodyHandlers.ofString());
                var answer = new Answer(told.uri(), told.statusCode(), told.body());
                if (answer.status() == 200 && wanted.test(answer)) {
                    return answer;
                }
                boolean passing = answer.status() >= 500 || answer.status() == 429 || answer.status() == 200;
                giveUp(deadline, told.uri(), "status " + answer.status() + briefly(answer), passing);
                // A reload after a redirect asks the page it led to; what was posted is not posted again.
                next = told.uri().equals(next.uri())
                        ? next
                        : request(told.uri()).build();
            } catch (IOException e) {
                giveUp(deadline, next.uri(), e.toString(), true);
            } catch (InterruptedException e) {
                throw new StationFailed("interrupted");
            }
        }
    }

    private static String briefly(Answer answer) {
        String text = answer.text()
                .replaceAll("(?s)<style.*?</style>|<[^>]+>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return ", " + text.substring(0, Math.min(300, text.length()));
    }

    // The path only: queries hold tokens.
    private static void giveUp(Instant deadline, URI uri, String why, boolean passing) {
        if (!passing || Instant.now().isAfter(deadline)) {
            throw new StationFailed(uri.getAuthority() + uri.getPath() + ": " + why);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            throw new StationFailed("interrupted");
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html,application/json;q=0.9,*/*;q=0.8")
                .header("Accept-Language", "en");
    }
}
