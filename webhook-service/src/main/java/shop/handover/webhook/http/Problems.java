package shop.handover.webhook.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/// What a caller is told when it does not work, as `application/problem+json`; one `type` per reason.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457: problem details</a>
final class Problems {

    private static final String TYPES = "urn:handover:problem:";

    /// The body of a problem.
    record Problem(
            @JsonProperty("type") String type,
            @JsonProperty("title") String title,
            @JsonProperty("status") int status,
            @JsonProperty("detail") String detail) {}

    private Problems() {}

    static RestResponse<Problem> refused() {
        return answer(
                        Status.BAD_REQUEST,
                        "signature",
                        "Not an event of ours",
                        "The header Stripe-Signature must be Stripe's own for exactly this body, secret and mode.")
                .build();
    }

    static RestResponse<Problem> notKept() {
        return answer(
                        Status.SERVICE_UNAVAILABLE,
                        "not-kept",
                        "The event could not be kept",
                        "Send it again; nothing was lost and nothing done twice.")
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    private static RestResponse.ResponseBuilder<Problem> answer(
            Status status, String type, String title, String detail) {
        return RestResponse.ResponseBuilder.create(
                        status, new Problem(TYPES + type, title, status.getStatusCode(), detail))
                .type("application/problem+json");
    }
}
