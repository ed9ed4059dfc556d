package shop.handover.sandbox.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/// A request body that fails once it is longer than allowed, for bodies that do not say how long they will be.
final class LimitedStream implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final int limit;
    private long seen;
    private Handler<Throwable> onFailure = _ -> {};

    LimitedStream(ReadStream<Buffer> source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    boolean exceeded() {
        return seen > limit;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : piece -> pass(piece, handler));
        return this;
    }

    private void pass(Buffer piece, Handler<Buffer> handler) {
        boolean before = exceeded();
        seen += piece.length();
        if (!exceeded()) {
            handler.handle(piece);
        } else if (!before) {
            onFailure.handle(new IllegalStateException("the body is longer than " + limit + " bytes"));
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler == null ? _ -> {} : handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
