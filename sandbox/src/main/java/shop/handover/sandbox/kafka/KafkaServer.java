package shop.handover.sandbox.kafka;

import java.nio.file.Path;
import shop.handover.sandbox.machine.Docker;
import shop.handover.sandbox.machine.Folders;
import shop.handover.sandbox.machine.OncePerJvm;
import shop.handover.sandbox.machine.Ports;

/// A real Kafka broker for tests. It can be stopped, killed and resumed on the same address with its data kept.
///
/// Topics are never created by mentioning them: say [#createTopic]. Whatever is left running ends with the JVM.
public sealed interface KafkaServer extends AutoCloseable permits EmbeddedKafka, ContainerKafka {

    /// The broker all tests of this JVM share, started by the first who asks. Tests that stop or kill a broker
    /// start one of their own.
    static KafkaServer shared() {
        String key = "handover.sandbox.kafka";
        return Docker.answers()
                ? ContainerKafka.parse(
                        OncePerJvm.value(key, () -> ContainerKafka.run().toString()))
                : EmbeddedKafka.parse(OncePerJvm.value(key, () -> newEmbedded().toString()));
    }

    /// A broker of its own, ready when this returns; takes some seconds.
    static KafkaServer start() {
        return Docker.answers() ? ContainerKafka.run() : newEmbedded();
    }

    private static EmbeddedKafka newEmbedded() {
        Path folder = Folders.temporary("kafka");
        var kafka = new EmbeddedKafka(folder, Ports.free());
        try {
            kafka.resume();
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /// As `host:port`, and the same after [#resume].
    String bootstrapServers();

    /// Creates the topic, or returns at once where there is one of that name.
    default void createTopic(String name, int partitions) {
        Topics.create(bootstrapServers(), name, partitions);
    }

    /// Creates topics of one partition each, see [#createTopic].
    default void createTopics(String... names) {
        for (String name : names) {
            createTopic(name, 1);
        }
    }

    /// Shuts the broker down in good order. Repeating it does nothing.
    void stop();

    /// Ends the broker without a goodbye, as a power cut would, though the machine's file cache survives.
    void kill();

    /// Starts the broker again after [#stop] or [#kill]; ready when this returns.
    void resume();

    /// Ends the broker and forgets its data.
    @Override
    void close();
}
