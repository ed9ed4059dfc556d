package shop.handover.download.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.LongSupplier;

/// Counts the bytes of a file that were really handed to the network. Vert.x calls a file written as soon as it has
/// begun, which a buyer who breaks off would find in the books as a download he never had.
final class SentBytes {

    private static final String NAME = "sent";
    private static final String ENCODER = "httpEncoder";

    private SentBytes() {}

    /// Begins to count the connection's next response, headers left out.
    ///
    /// @return what was sent of it so far; to be asked until the next response begins
    static LongSupplier of(HttpConnection connection) {
        if (connection instanceof ConnectionBase open
                && open.channel().pipeline().get(ENCODER) != null) {
            return counter(open.channel().pipeline()).begin();
        }
        throw new IllegalStateException("files leave by HTTP/1.1 alone, which counts: " + connection);
    }

    private static Counter counter(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) instanceof Counter there) {
            return there;
        }
        var counter = new Counter();
        // Behind the encoder, where the file comes by in the pieces that are written, encrypted or not.
        pipeline.addAfter(ENCODER, NAME, counter);
        return counter;
    }

    private static final class Counter extends ChannelOutboundHandlerAdapter {

        private Tally tally = new Tally();

        LongSupplier begin() {
            tally = new Tally();
            return tally;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            var counting = tally;
            switch (message) {
                case FileRegion region -> {
                    counting.underWay = region;
                    var unvoid = promise.unvoid();
                    unvoid.addListener(_ -> counting.took(region));
                    context.write(message, unvoid);
                }
                case ByteBuf chunk -> {
                    var size = chunk.readableBytes();
                    var unvoid = promise.unvoid();
                    unvoid.addListener(written -> counting.sent += written.isSuccess() ? size : 0);
                    context.write(message, unvoid);
                }
                default -> context.write(message, promise);
            }
        }
    }

    // Written and read by the connection's own thread.
    private static final class Tally implements LongSupplier {

        private long sent;
        private FileRegion underWay;

        private void took(FileRegion region) {
            sent += region.transferred();
            underWay = null;
        }

        @Override
        public long getAsLong() {
            return sent + (underWay == null ? 0 : underWay.transferred());
        }
    }
}
