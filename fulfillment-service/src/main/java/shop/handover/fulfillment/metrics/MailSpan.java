package shop.handover.fulfillment.metrics;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import java.util.Locale;
import shop.handover.fulfillment.mail.Mailbox.Answer;
import shop.handover.fulfillment.mail.OwedMail;
import shop.handover.kit.trace.Station;

/// One try of a mail as a span of its purchase's trace: how long the relay took, and what it answered.
final class MailSpan {

    private MailSpan() {}

    static Uni<Answer> around(OwedMail mail, Uni<Answer> way) {
        return Uni.createFrom().deferred(() -> {
            var kind = mail.kind().name().toLowerCase(Locale.ROOT);
            var span = Station.begin()
                    .open(
                            "mail " + kind,
                            SpanKind.CLIENT,
                            mail.sale().traceparent(),
                            mail.sale().checkout().value());
            span.setAttribute("network.protocol.name", "smtp");
            span.setAttribute("handover.mail.attempt", mail.attempts());
            return way.invoke(answer -> tell(answer, span)).eventually(() -> span.end());
        });
    }

    // The answers' words are ours; what the relay said of an address is not in them.
    private static void tell(Answer answer, Span span) {
        switch (answer) {
            case Answer.Accepted() -> span.setStatus(StatusCode.OK);
            case Answer.Refused(var why) -> span.setStatus(StatusCode.ERROR, why);
            case Answer.NotNow(var why) -> span.setStatus(StatusCode.ERROR, why);
            case Answer.Silence _ -> span.setStatus(StatusCode.ERROR, "the relay fell silent");
        }
    }
}
