package shop.handover.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Fetches one path over a connection of its own, which stays open: as little work beside the bytes as possible.
final class Fetch implements AutoCloseable {

    private static final int CHUNK = 1 << 18;
    private static final int MOST_HEAD = 1 << 14;

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private final byte[] chunk = new byte[CHUNK];

    /// @param path with its query, to be asked for again and again
    Fetch(URI server, String path) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// What came of one request.
    ///
    /// @param firstByteNanos from the first byte of the request to the first of the answer
    record Got(long bytes, long firstByteNanos) {}

    /// Fetches the whole of it.
    Got whole(Optional<MessageDigest> digest) throws IOException {
        var begun = System.nanoTime();
        socket.getOutputStream().write(request);
        var filled = read(0);
        var first = System.nanoTime() - begun;
        var head = 0;
        while ((head = end(filled)) < 0) {
            filled += read(filled);
        }
        var length = length(head);
        var got = (long) filled - head;
        update(digest, head, filled - head);
        while (got < length) {
            var read = read(0);
            update(digest, 0, read);
            got += read;
        }
        return new Got(got, first);
    }

    /// Reads a little and goes away without a goodbye.
    void abort(int after) throws IOException {
        socket.getOutputStream().write(request);
        for (var got = 0; got < after; ) {
            got += read(0);
        }
        socket.setSoLinger(true, 0);
    }

    private int read(int at) throws IOException {
        var read = in.read(chunk, at, chunk.length - at);
        if (read < 0) {
            throw new EOFException("the server closed in the middle");
        }
        return read;
    }

    private void update(Optional<MessageDigest> digest, int from, int length) {
        digest.ifPresent(sum -> sum.update(chunk, from, length));
    }

    private int end(int filled) {
        for (var i = 3; i < Math.min(filled, MOST_HEAD); i++) {
            if (chunk[i] == '\n' && chunk[i - 1] == '\r' && chunk[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private long length(int head) {
        var text = new String(chunk, 0, head, StandardCharsets.ISO_8859_1).toLowerCase();
        if (!text.startsWith("http/1.1 200")) {
            throw new IllegalStateException(
                    "expected the file, got " + text.lines().findFirst().orElse(""));
        }
        var at = text.indexOf("content-length: ") + "content-length: ".length();
        return Long.parseLong(text.substring(at, text.indexOf('\r', at)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
