package shop.handover.fulfillment.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shop.handover.fulfillment.ledger.Reconcile;
import shop.handover.fulfillment.ledger.Result;
import shop.handover.fulfillment.ledger.Span;

/// `ledger [--after-restore SINCE [UNTIL]]`: looks into the ledger as far back as Stripe does, repairs what is missing
/// and says what it came to. Status 1 where something is unexplained.
///
/// After the database was restored from a copy of SINCE, what happened from then until UNTIL (when it was lost; now
/// where absent) is recorded and not mailed again.
@ApplicationScoped
class LedgerCommand {

    private static final String USAGE =
            "usage: ledger [--after-restore SINCE [UNTIL]], times like 2026-11-23T14:00:00Z";

    private final Reconcile reconcile;
    private final Clock clock;

    LedgerCommand(Reconcile reconcile, Clock clock) {
        this.reconcile = reconcile;
        this.clock = clock;
    }

    Verdict run(List<String> arguments) {
        try {
            return span(arguments)
                    .map(span -> Verdict.of("ledger", reconcile.reconcile(span), LedgerCommand::verdict))
                    .orElseGet(() -> Verdict.misused(USAGE));
        } catch (DateTimeException e) {
            return Verdict.misused(USAGE);
        }
    }

    private Optional<Span> span(List<String> arguments) {
        var month = Span.month(clock.instant());
        if (arguments.isEmpty()) {
            return Optional.of(month);
        }
        if (!arguments.getFirst().equals("--after-restore") || arguments.size() < 2 || arguments.size() > 3) {
            return Optional.empty();
        }
        var since = Instant.parse(arguments.get(1));
        var until = arguments.size() == 3 ? Instant.parse(arguments.get(2)) : clock.instant();
        return Optional.of(month.butMailed(since, until)).filter(_ -> since.isBefore(until));
    }

    private static Verdict verdict(Optional<Result> found) {
        return found.map(LedgerCommand::verdict)
                .orElseGet(() -> Verdict.failed(
                        List.of(), "ledger: somebody is looking into it at this moment; run it again in a minute"));
    }

    private static Verdict verdict(Result result) {
        var details = Stream.concat(figures(result), result.findings().stream()).toList();
        if (result.unexplained() > 0) {
            return Verdict.failed(
                    details, "ledger: " + result.unexplained() + " unexplained; look each up in Stripe's dashboard");
        }
        return Verdict.done(
                details,
                result.missing() == 0
                        ? "ledger: nothing is missing"
                        : "ledger: " + result.missing() + " were missing, all are repaired");
    }

    private static Stream<String> figures(Result result) {
        return Stream.of(
                "  paid at Stripe  " + result.paid(),
                "  recorded        " + result.recorded(),
                "  in flight       " + result.inFlight(),
                "  missing         " + result.missing(),
                "  repaired        " + result.repaired(),
                "  unexplained     " + result.unexplained());
    }
}
