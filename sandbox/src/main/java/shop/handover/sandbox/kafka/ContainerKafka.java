package shop.handover.sandbox.kafka;

import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import shop.handover.sandbox.machine.Ports;

/// Apache Kafka's official image, started by Testcontainers, which also removes it after the JVM.
record ContainerKafka(String id, int port) implements KafkaServer {

    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.2");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    static ContainerKafka run() {
        int port = Ports.free();
        var container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                // Its own minute is too short where many build at once.
                .withStartupTimeout(PATIENCE);
        // Docker would choose another port at every start, and a resumed broker must be found again.
        container.setPortBindings(List.of(port + ":9092"));
        container.start();
        return new ContainerKafka(container.getContainerId(), port);
    }

    static ContainerKafka parse(String text) {
        String[] parts = text.split(" ", 2);
        return new ContainerKafka(parts[1], Integer.parseInt(parts[0]));
    }

    @Override
    public String toString() {
        return port + " " + id;
    }

    @Override
    public String bootstrapServers() {
        return DockerClientFactory.instance().dockerHostIpAddress() + ":" + port;
    }

    @Override
    public void stop() {
        DockerClientFactory.lazyClient().stopContainerCmd(id).exec();
    }

    @Override
    public void kill() {
        DockerClientFactory.lazyClient().killContainerCmd(id).exec();
    }

    @Override
    public void resume() {
        DockerClientFactory.lazyClient().startContainerCmd(id).exec();
        Topics.awaitBroker(bootstrapServers());
    }

    @Override
    public void close() {
        DockerClientFactory.lazyClient().removeContainerCmd(id).withForce(true).exec();
    }
}
