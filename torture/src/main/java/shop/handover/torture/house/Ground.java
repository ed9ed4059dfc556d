package shop.handover.torture.house;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import shop.handover.sandbox.machine.Ports;

/// A stretch of ports of this machine's own, held against other runs for as long as it is open. It lies below the
/// ports that the system gives to outgoing connections, so that a killed server finds its own free again.
final class Ground implements AutoCloseable {

    private static final int FIRST = 31_000;
    private static final int LAST = 32_700;
    private static final int STRETCH = 50;

    private final ServerSocket claim;
    private final Deque<Integer> ports = new ArrayDeque<>();

    Ground() {
        claim = claim();
        for (var port = claim.getLocalPort() + 1; port < claim.getLocalPort() + STRETCH; port++) {
            if (Ports.isFree(port)) {
                ports.add(port);
            }
        }
    }

    int port() {
        return ports.remove();
    }

    private static ServerSocket claim() {
        for (var port = FIRST; port < LAST; port += STRETCH) {
            try {
                return new ServerSocket(port);
            } catch (IOException _) {
                // Another run's.
            }
        }
        throw new IllegalStateException("no stretch of ports from " + FIRST + " to " + LAST + " is free");
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException _) {
            // The system takes it back when the run ends.
        }
    }
}
