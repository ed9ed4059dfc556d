package shop.handover.download.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Lets slow readers finish. Vert.x takes a connection for idle when no write has *ended* for a while, and sends a file
/// in pieces of a megabyte, one write each: whoever reads slower than that would be cut off. Here a download is idle
/// only when no byte has left for long; the system's own buffer, of some megabytes, makes a slow reader look idle at
/// times.
///
/// @see <a href="https://github.com/eclipse-vertx/vert.x/issues/1720">Vert.x: idle time-out and sendFile</a>
final class SlowReaders {

    private static final String NAME = "idle";

    private SlowReaders() {}

    /// Replaces the connection's watch over idleness by one that sees bytes. Repeating it does nothing.
    ///
    /// @param patience with a reader who takes nothing
    static void bearWith(HttpConnection connection, Duration patience) {
        if (connection instanceof ConnectionBase open) {
            replaceIn(open.channel().pipeline(), patience);
        }
    }

    private static void replaceIn(ChannelPipeline pipeline, Duration patience) {
        if (pipeline.get(NAME) instanceof IdleStateHandler strict && !(strict instanceof Patient)) {
            pipeline.replace(NAME, NAME, new Patient(strict.getAllIdleTimeInMillis(), patience));
        }
    }

    private static final class Patient extends IdleStateHandler {

        private final long patience;
        private int seen;
        private long seenAt = System.nanoTime();

        Patient(long idleMillis, Duration patience) {
            super(0, 0, idleMillis, TimeUnit.MILLISECONDS);
            this.patience = patience.toNanos();
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) throws Exception {
            var waiting = context.channel().unsafe().outboundBuffer();
            if (waiting == null || waiting.isEmpty() || isStalled(waiting)) {
                super.channelIdle(context, event);
            }
        }

        private boolean isStalled(ChannelOutboundBuffer waiting) {
            var progress = Objects.hash(
                    System.identityHashCode(waiting.current()),
                    waiting.totalPendingWriteBytes(),
                    waiting.currentProgress());
            if (progress != seen) {
                seen = progress;
                seenAt = System.nanoTime();
            }
            return System.nanoTime() - seenAt >= patience;
        }
    }
}
