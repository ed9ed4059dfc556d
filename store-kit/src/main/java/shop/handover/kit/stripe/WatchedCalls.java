package shop.handover.kit.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpHeaders;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import shop.handover.kit.trace.Station;

/// stripe-java's way to the network, watched: each try is counted and timed as
/// `handover_stripe_requests_seconds{method, resource, outcome}`, and is a span where tracing is on. Ids and
/// parameters stay out of both.
final class WatchedCalls extends HttpURLConnectionClient {

    private static final StripeResponse WORDLESS = new StripeResponse(
            503,
            HttpHeaders.of(Map.of()),
            "{\"error\":{\"type\":\"api_error\",\"message\":\"a refusal without a word\"}}");
    private static final Pattern VERSION = Pattern.compile("^/v\\d+/");
    // Stripe's ids: a short word, an underscore, letters and digits. Its resources hold an underscore too, no
    // capital.
    private static final Pattern ID = Pattern.compile("/[a-z]+_(?=[^/]*[A-Z0-9])[^/]+|/(?<=products/)[^/]+");

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        var method = request.method().name();
        var resource = resource(request.url().getPath());
        var span = GlobalOpenTelemetry.getTracer(Station.TRACER)
                .spanBuilder(method + " " + resource)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("server.address", request.url().getHost())
                .startSpan();
        var begin = System.nanoTime();
        var outcome = "unreachable";
        try {
            var response = worded(request);
            outcome = outcome(response.code());
            span.setAttribute("http.response.status_code", response.code());
            return response;
        } finally {
            if (!outcome.equals("ok")) {
                span.setStatus(StatusCode.ERROR, outcome);
            }
            span.end();
            Metrics.timer("handover.stripe.requests", "method", method, "resource", resource, "outcome", outcome)
                    .record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    // Stripe's refusals say why. One without a word is a proxy's, or broke off: no verdict on what was asked, and worth
    // coming back. Over one without a body stripe-java trips before it tells of it.
    private StripeResponse worded(StripeRequest request) throws ApiConnectionException {
        try {
            var answer = super.request(request);
            return answer.code() >= 400 && answer.body().isBlank() ? WORDLESS : answer;
        } catch (NullPointerException _) {
            return WORDLESS;
        }
    }

    static String resource(String path) {
        return ID.matcher(VERSION.matcher(path).replaceFirst("/"))
                .replaceAll("/{id}")
                .substring(1);
    }

    private static String outcome(int status) {
        if (status == 429) {
            return "rate_limited";
        }
        if (status >= 500) {
            return "error";
        }
        return status >= 400 ? "refused" : "ok";
    }
}
