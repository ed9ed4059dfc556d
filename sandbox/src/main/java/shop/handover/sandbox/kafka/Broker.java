package shop.handover.sandbox.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import shop.handover.sandbox.machine.Ports;

/// One Kafka node that is broker and controller at once, in this JVM. Keeps everything under its folder, also
/// over a kill, and may be started again on it with another port.
public final class Broker implements AutoCloseable {

    // An installation on a laptop is never joined to another, so one name serves them all.
    private static final String CLUSTER_ID = "SGFuZG92ZXJTYW5kYm94AA";

    private final KafkaRaftServer server;

    private Broker(KafkaRaftServer server) {
        this.server = server;
    }

    /// Returns when the broker serves, a few seconds later.
    ///
    /// @throws RuntimeException where the port is taken or the folder belongs to another cluster
    public static Broker start(Path folder, int port) {
        return start(folder, port, port);
    }

    private static Broker start(Path folder, int port, int advertised) {
        var config = new KafkaConfig(settings(folder, port, advertised));
        format(folder);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new Broker(server);
    }

    /// Serves until the process is told to end, and then shuts down in good order, so that the next start finds
    /// nothing to repair.
    ///
    /// @param ready told once, when the broker serves
    public static void serve(Path folder, int port, Runnable ready) {
        serve(folder, port, port, ready);
    }

    /// The same behind a proxy.
    ///
    /// @param advertised the port that clients are told to come to
    public static void serve(Path folder, int port, int advertised, Runnable ready) {
        try (var broker = start(folder, port, advertised)) {
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            ready.run();
            broker.server.awaitShutdown();
        }
    }

    private static void format(Path folder) {
        try {
            new Formatter()
                    .setPrintStream(System.err)
                    .setClusterId(CLUSTER_ID)
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder.toString())
                    .addDirectory(folder.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare the folder " + folder + " for Kafka", e);
        }
    }

    private static Map<String, String> settings(Path folder, int port, int advertised) {
        int controller = Ports.free();
        Map<String, String> settings = new HashMap<>(SIZED_FOR_A_LAPTOP);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertised);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("auto.create.topics.enable", "false");
        return settings;
    }

    // A single node cannot replicate, a new group need not wait for company, and fifty partitions of
    // offsets would only be fifty folders to open at start.
    private static final Map<String, String> SIZED_FOR_A_LAPTOP = Map.ofEntries(
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // After a kill a broker may register again only when its former session is over, nine seconds by default.
            Map.entry("broker.session.timeout.ms", "2500"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));

    @Override
    public void close() {
        server.shutdown();
    }
}
