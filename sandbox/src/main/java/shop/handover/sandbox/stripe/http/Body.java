package shop.handover.sandbox.stripe.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// A request's body, whole, up to a limit.
final class Body {

    static final int MOST = 1 << 20;

    private Body() {}

    /// Fails with `TooLarge` beyond the limit, chunked or not.
    static Future<Buffer> of(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        var buffer = Buffer.buffer();
        request.exceptionHandler(whole::tryFail);
        request.handler(part -> {
            if (buffer.length() + part.length() > MOST) {
                whole.tryFail(new TooLarge());
            } else {
                buffer.appendBuffer(part);
            }
        });
        request.endHandler(_ -> whole.tryComplete(buffer));
        return whole.future();
    }

    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the body exceeds " + MOST + " bytes", null, false, false);
        }
    }
}
