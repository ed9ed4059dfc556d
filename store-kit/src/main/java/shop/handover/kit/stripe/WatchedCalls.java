package shop.handover.kit.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.regex.Pattern;
import shop.handover.kit.trace.Station;

/// stripe-java's way to the network, watched: each try is counted and timed as
/// `handover_stripe_requests_seconds{method, resource, outcome}`, and is a span where tracing is on. Ids and
/// parameters stay out of both.
final class WatchedCalls extends HttpURLConnectionClient {

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
            var response = super.request(request);
            outcome = outcome(response.code());
            span.setAttribute("http.response.status_code", response.code());
            // Stripe's refusals say why; one without a word is a proxy's, or broke off. stripe-java trips over it.
            if (response.code() >= 400 && response.body().isBlank()) {
                throw new ApiConnectionException("an answer " + response.code() + " without a word");
            }
            return response;
        } catch (NullPointerException noBody) {
            throw new ApiConnectionException("an answer without a word", noBody);
        } finally {
            if (!outcome.equals("ok")) {
                span.setStatus(StatusCode.ERROR, outcome);
            }
            span.end();
            Metrics.timer("handover.stripe.requests", "method", method, "resource", resource, "outcome", outcome)
                    .record(Duration.ofNanos(System.nanoTime() - begin));
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
