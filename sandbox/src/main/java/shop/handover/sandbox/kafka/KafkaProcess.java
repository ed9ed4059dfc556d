package shop.handover.sandbox.kafka;

import java.nio.file.Path;
import shop.handover.sandbox.machine.ChildJvm;

/// The process an [EmbeddedKafka] runs in: serves until it is told to end, or its parent is gone.
final class KafkaProcess {

    private KafkaProcess() {}

    /// @param args folder, port, process id of the parent
    public static void main(String[] args) {
        var child = new ChildJvm(Path.of(args[0]));
        child.endWith(Long.parseLong(args[2]));
        Broker.serve(child.folder().resolve("data"), Integer.parseInt(args[1]), child::sayReady);
    }
}
