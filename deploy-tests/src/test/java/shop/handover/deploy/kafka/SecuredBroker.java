package shop.handover.deploy.kafka;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import shop.handover.sandbox.machine.Certificate;

/// A broker as the cluster's: clients by TLS and SCRAM, topics on purpose only, and nothing allowed that no rule
/// allows. Beside that a door in clear for the test, as Strimzi has one for its operators.
final class SecuredBroker implements AutoCloseable {

    private static final String CLUSTER_ID = "SGFuZG92ZXJDbHVzdGVyAA";

    private final KafkaRaftServer server;
    private final int clients;
    private final int operators;

    private SecuredBroker(KafkaRaftServer server, int clients, int operators) {
        this.server = server;
        this.clients = clients;
        this.operators = operators;
    }

    static SecuredBroker start(Path folder, Certificate certificate) throws Exception {
        var clients = free();
        var operators = free();
        var settings = settings(folder.resolve("data"), clients, operators, free());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", certificate.keystore().toString());
        settings.put("ssl.keystore.password", certificate.password());
        new Formatter()
                .setPrintStream(System.err)
                .setClusterId(CLUSTER_ID)
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.resolve("data").toString())
                .addDirectory(folder.resolve("data").toString())
                .run();
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, clients, operators);
    }

    /// Where clients come in.
    String clients() {
        return "127.0.0.1:" + clients;
    }

    /// Where operators do.
    String operators() {
        return "127.0.0.1:" + operators;
    }

    private static Map<String, String> settings(Path data, int clients, int operators, int controller) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", data.toString());
        settings.put(
                "listeners",
                "CLIENTS://127.0.0.1:" + clients + ",OPERATORS://127.0.0.1:" + operators + ",CONTROLLER://127.0.0.1:"
                        + controller);
        settings.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,OPERATORS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("inter.broker.listener.name", "OPERATORS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        return settings;
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
