package shop.handover.download.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import shop.handover.kit.event.Topic;

/// Fills the table of deliveries, from the thirty days that the topic keeps. Nobody waits for it: until it has caught
/// up, links are good that might be used up.
@ApplicationScoped
class DownloadsFollower {

    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final Follower follower;

    DownloadsFollower(DeliveryTable table, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.follower = new Follower(Topic.DOWNLOADS, table::hear, broker).patient(A_MOMENT);
    }

    void start(@Observes StartupEvent started) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent ended) {
        follower.stop();
    }
}
