package shop.handover.fulfillment.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import shop.handover.kit.config.KafkaLogin;
import shop.handover.kit.event.Topic;

/// Creates the topics of the house and says so in one line. Safe to repeat: a topic that is there stays as it is. Waits
/// up to a minute for the broker; exit status 1 where it does not come.
///
/// Reads `KAFKA_BOOTSTRAP_SERVERS` (`127.0.0.1:9092`), `TOPIC_REPLICATION` (1), and who we are as [KafkaLogin] does.
public final class CreateTopics {

    private static final int PATIENCE_SECONDS = 60;

    private CreateTopics() {}

    /// Needs no arguments.
    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    /// The same for a caller that goes on living.
    ///
    /// @return the exit status
    static int run(Map<String, String> environment) {
        var servers = environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
        try (var admin = Admin.create(settings(servers, environment))) {
            var replication = Short.parseShort(environment.getOrDefault("TOPIC_REPLICATION", "1"));
            var made = Arrays.stream(Topic.values())
                    .filter(topic -> create(admin, topic, replication))
                    .map(Topic::title)
                    .toList();
            System.out.println(verdict(servers, made));
            return 0;
        } catch (NumberFormatException e) {
            System.out.println("Topics: not created, TOPIC_REPLICATION must be a number.");
        } catch (IllegalArgumentException e) {
            System.out.println("Topics: not created, " + e.getMessage());
        } catch (KafkaException | IllegalStateException e) {
            System.out.println("Topics: not created on " + servers + ", " + e.getMessage());
        }
        return 1;
    }

    private static String verdict(String servers, List<String> made) {
        return made.isEmpty()
                ? "Topics: all " + Topic.values().length + " are there on " + servers + "."
                : "Topics: created " + String.join(", ", made) + " on " + servers + ".";
    }

    private static boolean create(Admin admin, Topic topic, short replication) {
        var wanted = new NewTopic(topic.title(), Optional.of(topic.partitions()), Optional.of(replication))
                .configs(topic.settings());
        try {
            admin.createTopics(List.of(wanted)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new IllegalStateException("the broker says: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not answer within a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Map<String, Object> settings(String servers, Map<String, String> environment) {
        Map<String, Object> settings = new java.util.HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("default.api.timeout.ms", PATIENCE_SECONDS * 1000);
        settings.putAll(KafkaLogin.settings(environment));
        return settings;
    }
}
