package shop.handover.torture.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A link that can be struck: every byte between a client and its server passes here. Two virtual threads a
/// connection. Longer than a screen: the ways a link fails stand side by side.
public final class FaultProxy implements AutoCloseable {

    private static final int PIECE = 8 * 1024;
    private static final long LATE_MILLIS = 300;
    private static final long BYTES_PER_SECOND = 4_000;
    private static final long REQUEST_BYTES = 700;
    private static final long ANSWER_BYTES = 100;
    private static final byte[] REQUEST_LINE_END = " HTTP/1.1\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final int port;
    private final int target;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final LongAdder connections = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Trouble trouble;
    private volatile ServerSocket door;
    private volatile Thread doorkeeper;
    private volatile boolean closed;

    /// Opens the link.
    ///
    /// @param port of this machine where clients connect
    /// @param target the server's port on this machine
    public FaultProxy(int port, int target) {
        this.port = port;
        this.target = target;
        open();
    }

    /// Where clients connect.
    public int port() {
        return port;
    }

    /// How many connections there have been.
    public long connections() {
        return connections.sum();
    }

    /// How many HTTP requests passed towards the server.
    public long requests() {
        return requests.sum();
    }

    /// Begins trouble; the one before ends.
    public void strike(Trouble now) {
        calm();
        switch (now) {
            case REFUSE -> {
                shut();
                pairs.forEach(Pair::reset);
            }
            case RESET -> pairs.forEach(Pair::reset);
            case HALF_CLOSE -> pairs.forEach(Pair::halfClose);
            case CUT_REQUESTS, CUT_ANSWERS -> pairs.forEach(Pair::countAnew);
            case BLACKHOLE, LATENCY, THROTTLE -> {}
        }
        set(now);
    }

    /// Ends that trouble, unless another took its place meanwhile.
    public void calm(Trouble over) {
        if (trouble == over) {
            calm();
        }
    }

    /// Ends trouble.
    public void calm() {
        var before = trouble;
        set(null);
        if (before == Trouble.REFUSE) {
            open();
        }
    }

    /// Ends the link and all on it.
    @Override
    public void close() {
        closed = true;
        shut();
        pairs.forEach(Pair::reset);
        set(null);
    }

    private void set(Trouble now) {
        lock.lock();
        try {
            trouble = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void open() {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
            door = socket;
            doorkeeper = Thread.ofVirtual().start(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be listened on", e);
        }
    }

    // The system lets clients in until nobody waits at the door any more.
    private void shut() {
        close(door);
        try {
            doorkeeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException _) {
                // Shut: by a fault, or for good.
            }
        }
    }

    private void join(Socket client) {
        var server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException _) {
            abort(client);
            close(server);
            return;
        }
        connections.increment();
        var pair = new Pair(client, server);
        pairs.add(pair);
        if (closed) {
            pair.reset();
        }
        Thread.ofVirtual().start(() -> pair.pump(client, server, true));
        pair.pump(server, client, false);
    }

    // As when the machine at the other end is gone: no goodbye, a reset.
    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // Closed already.
        }
        close(socket);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception _) {
            // Nothing is left to be done.
        }
    }

    private final class Pair {

        private final Socket client;
        private final Socket server;
        private volatile long towardsServer;
        private volatile long towardsClient;

        Pair(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void reset() {
            pairs.remove(this);
            abort(client);
            abort(server);
        }

        void halfClose() {
            try {
                client.shutdownOutput();
            } catch (IOException _) {
                reset();
            }
        }

        void countAnew() {
            towardsServer = 0;
            towardsClient = 0;
        }

        void pump(Socket from, Socket to, boolean forth) {
            var piece = new byte[PIECE];
            try {
                var in = from.getInputStream();
                var out = to.getOutputStream();
                for (var n = in.read(piece); n >= 0; n = in.read(piece)) {
                    var passing = admit(piece, n, forth);
                    out.write(piece, 0, passing);
                    if (passing < n) {
                        reset();
                        return;
                    }
                }
                to.shutdownOutput();
                if (!forth || client.isOutputShutdown()) {
                    end();
                }
            } catch (IOException _) {
                reset();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void end() {
            pairs.remove(this);
            close(client);
            close(server);
        }

        // How many of these bytes pass, after as long as they are held.
        private int admit(byte[] piece, int n, boolean forth) throws InterruptedException {
            if (forth) {
                countRequests(piece, n);
            }
            waitWhileBlackholed();
            var now = trouble;
            if (now == Trouble.LATENCY) {
                Thread.sleep(LATE_MILLIS);
            } else if (now == Trouble.THROTTLE) {
                Thread.sleep(n * 1000L / BYTES_PER_SECOND);
            }
            return forth ? request(now, n) : answer(now, n);
        }

        private int request(Trouble now, int n) {
            var before = towardsServer;
            towardsServer = before + n;
            return now == Trouble.CUT_REQUESTS && towardsServer > REQUEST_BYTES
                    ? (int) Math.max(0, REQUEST_BYTES - before)
                    : n;
        }

        private int answer(Trouble now, int n) {
            var before = towardsClient;
            towardsClient = before + n;
            return now == Trouble.CUT_ANSWERS && towardsClient > ANSWER_BYTES
                    ? (int) Math.max(0, ANSWER_BYTES - before)
                    : n;
        }

        private void waitWhileBlackholed() throws InterruptedException {
            lock.lock();
            try {
                while (trouble == Trouble.BLACKHOLE && !closed) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }

        private void countRequests(byte[] piece, int n) {
            for (var i = 0; i + REQUEST_LINE_END.length <= n; i++) {
                if (piece[i] == ' '
                        && java.util.Arrays.equals(
                                piece, i, i + REQUEST_LINE_END.length, REQUEST_LINE_END, 0, REQUEST_LINE_END.length)) {
                    requests.increment();
                }
            }
        }
    }
}
