package shop.handover.download.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.handover.download.delivery.Checked;
import shop.handover.download.delivery.Checkout;
import shop.handover.download.visit.Visit;
import shop.handover.download.visit.Visits;
import shop.handover.kit.stripe.CheckoutId;
import shop.handover.kit.trace.Station;

/// The moment a buyer first sees his links: `handover_pay_to_link_seconds`, since Stripe charged him, once a
/// purchase. Who had to wait for his bank, and who comes back to the page later, counts for nothing here.
@ApplicationScoped
class FirstLook {

    private static final int MOST = 20_000;

    private final Timer payToLink;
    private final Cache<CheckoutId, Boolean> seen;
    private final Clock clock;

    FirstLook(MeterRegistry meters, Visits visits, Clock clock) {
        this.payToLink = Timer.builder("handover.pay.to.link")
                .description("From Stripe's charge to the first success page with links")
                .serviceLevelObjectives(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .register(meters);
        this.seen = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(visits.life())
                .build();
        this.clock = clock;
    }

    /// Notes what a visitor is shown.
    void note(Checked checked, Visit visit, Station station) {
        switch (checked) {
            case Checked.Good(var _, var checkout) -> {
                station.passed(
                        "links shown",
                        checkout.map(Checkout::traceparent).orElse(""),
                        visit.checkout().value());
                if (isFirst(visit)) {
                    charged(checkout).ifPresent(at -> payToLink.record(Duration.between(at, clock.instant())));
                }
            }
            case Checked.Waiting _ -> isFirst(visit);
            case Checked.Refused _, Checked.Away _ -> {}
        }
    }

    private boolean isFirst(Visit visit) {
        return seen.asMap().putIfAbsent(visit.checkout(), true) == null;
    }

    private static Optional<Instant> charged(Optional<Checkout> checkout) {
        return checkout.flatMap(found -> found.bill().chargedAt());
    }
}
