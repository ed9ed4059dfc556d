package shop.handover.sandbox.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates topics by Kafka's admin protocol.
final class Topics {

    private Topics() {}

    static void create(String bootstrapServers, String name, int partitions) {
        var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(topic)).all().get();
            awaitTopic(admin, name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + name, e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topic " + name, e);
        }
    }

    // The controller has decided; the broker hears of it a moment later, and until then does not list the topic.
    private static void awaitTopic(Admin admin, String name) throws ExecutionException, InterruptedException {
        while (!admin.listTopics().names().get().contains(name)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// Returns once the broker answers; the admin client keeps trying for a minute.
    static void awaitBroker(String bootstrapServers) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("no broker answers at " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + bootstrapServers, e);
        }
    }
}
