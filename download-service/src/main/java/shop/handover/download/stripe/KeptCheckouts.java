package shop.handover.download.stripe;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.delivery.Checkouts;
import shop.handover.download.delivery.Told;
import shop.handover.kit.entitlement.Standing.Payment;
import shop.handover.kit.stripe.CheckoutId;

/// Stripe's answers, kept for a while. A purchase that a thousand requests ask for at once costs one call; an id that
/// Stripe does not know is remembered as such; and beyond the cap, or while Stripe is in trouble, nobody is sent there.
@ApplicationScoped
class KeptCheckouts implements Checkouts {

    // A buyer waits for what is not settled yet; strangers' ids are not worth ten minutes of memory.
    private static final Duration UNSETTLED = Duration.ofSeconds(5);
    private static final Duration FOREIGN = Duration.ofMinutes(1);
    private static final Duration AWAY = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private static final int FAILURES_IN_A_ROW = 3;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StripeCheckouts stripe;
    private final Duration settled;
    private final Bucket calls;
    private final AsyncCache<CheckoutId, Told> answers;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong failedAt = new AtomicLong();

    @Inject
    KeptCheckouts(StripeCheckouts stripe, DownloadConfig config) {
        this(stripe, config.answersTtl(), config.answersKept(), config.stripeCallsPerSecond());
    }

    KeptCheckouts(StripeCheckouts stripe, Duration settled, int kept, int callsPerSecond) {
        this.stripe = stripe;
        this.settled = settled;
        this.calls = Bucket.builder()
                .addLimit(limit -> limit.capacity(callsPerSecond).refillGreedy(callsPerSecond, Duration.ofSeconds(1)))
                .build();
        this.answers = Caffeine.newBuilder()
                .maximumSize(kept)
                .expireAfter(Expiry.<CheckoutId, Told>writing((_, told) -> keep(told)))
                .buildAsync();
    }

    // A copy, so that a client who goes away does not cancel the question for all who wait for the same answer.
    @Override
    public Uni<Told> find(CheckoutId checkout) {
        return Uni.createFrom()
                .completionStage(() -> answers.get(checkout, (id, _) -> ask(id)).copy());
    }

    @Override
    public Optional<Told> kept(CheckoutId checkout) {
        return Optional.ofNullable(answers.getIfPresent(checkout))
                .filter(answer -> answer.state() == Future.State.SUCCESS)
                .map(CompletableFuture::resultNow);
    }

    @Override
    public void forget(CheckoutId checkout) {
        answers.synchronous().invalidate(checkout);
    }

    private CompletableFuture<Told> ask(CheckoutId checkout) {
        if (isPaused() || !calls.tryConsume(1)) {
            return CompletableFuture.completedFuture(new Told.Away(A_WHILE));
        }
        return stripe.ask(checkout).invoke(this::remember).subscribeAsCompletionStage();
    }

    // After three failures in a row Stripe is left alone for five seconds; then the next call tries again.
    private boolean isPaused() {
        return failures.get() >= FAILURES_IN_A_ROW && System.nanoTime() - failedAt.get() < PAUSE_NANOS;
    }

    private void remember(Told told) {
        switch (told) {
            case Told.Away _ -> {
                failedAt.set(System.nanoTime());
                failures.incrementAndGet();
            }
            case Told.Known _, Told.Foreign _ -> failures.set(0);
        }
    }

    private Duration keep(Told told) {
        return switch (told) {
            case Told.Known(var checkout) -> isSettled(checkout) ? settled : UNSETTLED;
            case Told.Foreign _ -> FOREIGN;
            case Told.Away _ -> AWAY;
        };
    }

    private static boolean isSettled(Checkout checkout) {
        return checkout.standing().payment() == Payment.SETTLED;
    }
}
