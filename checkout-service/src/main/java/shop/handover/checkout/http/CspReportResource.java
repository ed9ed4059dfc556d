package shop.handover.checkout.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;

/// Browsers tell here what our policy made them refuse. Counted by directive and forgotten: a report may hold addresses
/// with tokens, and anyone can send one.
///
/// @see <a href="https://www.w3.org/TR/CSP3/#deprecated-serialize-violation">W3C: violation reports</a>
@NonBlocking
@Path("/csp-report")
class CspReportResource {

    private static final Set<String> DIRECTIVES = Set.of(
            "default-src",
            "script-src",
            "script-src-elem",
            "script-src-attr",
            "style-src",
            "style-src-elem",
            "style-src-attr",
            "img-src",
            "font-src",
            "connect-src",
            "form-action",
            "frame-ancestors",
            "base-uri");

    private final Limits limits;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    CspReportResource(Limits limits, ObjectMapper json, MeterRegistry meters) {
        this.limits = limits;
        this.json = json;
        this.meters = meters;
    }

    /// Answers 204 whatever was sent.
    @POST
    @Consumes({"application/csp-report", "application/reports+json", "application/json"})
    public Response report(byte[] body) {
        if (limits.takesReport()) {
            meters.counter("handover.csp.reports", "directive", directive(body)).increment();
        }
        return Response.noContent().build();
    }

    private String directive(byte[] body) {
        try {
            JsonNode told = json.readTree(body);
            JsonNode report = told.path("csp-report");
            var named = report.path("effective-directive")
                    .asText(report.path("violated-directive")
                            .asText(told.path(0)
                                    .path("body")
                                    .path("effectiveDirective")
                                    .asText("")));
            var directive = named.split(" ")[0];
            return DIRECTIVES.contains(directive) ? directive : "other";
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
