package shop.handover.fulfillment.command;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;

/// What a command has to say.
///
/// @param status 0 done, 1 not done, 64 misused
/// @param details lines before the verdict
/// @param line one line that says how it ended and, where it did not end well, what to do
record Verdict(int status, List<String> details, String line) {

    static Verdict done(List<String> details, String line) {
        return new Verdict(0, details, line);
    }

    static Verdict failed(List<String> details, String line) {
        return new Verdict(1, details, line);
    }

    static Verdict misused(String line) {
        return new Verdict(64, List.of(), line);
    }

    /// Waits for what a command asked, on its own thread and nobody else's.
    static <T> Verdict of(String command, Uni<T> work, Function<T, Verdict> verdict) {
        try {
            return verdict.apply(work.subscribeAsCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(1, TimeUnit.HOURS)
                    .join());
        } catch (CompletionException e) {
            return failed(List.of(), command + ": " + meaning(e.getCause()));
        }
    }

    private static String meaning(Throwable trouble) {
        return switch (trouble) {
            case StripeUnavailable away -> away.getMessage() + "; nothing is lost, run it again when Stripe is back";
            case StripeRefused refused -> "Stripe refuses: " + refused.getMessage();
            default -> trouble + "; see that the database answers (DATABASE_URL) and run it again";
        };
    }
}
