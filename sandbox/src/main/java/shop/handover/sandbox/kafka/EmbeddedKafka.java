package shop.handover.sandbox.kafka;

import java.nio.file.Path;
import java.util.List;
import shop.handover.sandbox.machine.ChildJvm;
import shop.handover.sandbox.machine.Folders;

/// Apache Kafka's broker in a JVM of its own.
record EmbeddedKafka(Path folder, int port) implements KafkaServer {

    static EmbeddedKafka parse(String text) {
        String[] parts = text.split(" ", 2);
        return new EmbeddedKafka(Path.of(parts[1]), Integer.parseInt(parts[0]));
    }

    @Override
    public String toString() {
        return port + " " + folder;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void resume() {
        long parent = ProcessHandle.current().pid();
        process().start(KafkaProcess.class, List.of(folder.toString(), String.valueOf(port), String.valueOf(parent)));
    }

    @Override
    public void stop() {
        process().stop();
    }

    @Override
    public void kill() {
        process().kill();
    }

    @Override
    public void close() {
        kill();
        Folders.delete(folder);
    }

    private ChildJvm process() {
        return new ChildJvm(folder);
    }
}
