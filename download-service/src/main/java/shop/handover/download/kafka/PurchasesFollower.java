package shop.handover.download.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import shop.handover.kit.event.Topic;

/// Fills the table of purchases. Ready once it has heard all that was there when it began; a broker that goes away
/// later leaves it ready.
@Readiness
@ApplicationScoped
class PurchasesFollower implements HealthCheck {

    private final Follower follower;

    PurchasesFollower(PurchaseTable table, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.follower = new Follower(Topic.PURCHASES, table::hear, broker);
    }

    void start(@Observes StartupEvent started) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent ended) {
        follower.stop();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("purchases known")
                .status(follower.caughtUp())
                .build();
    }
}
