package shop.handover.sandbox.stripe.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;

/// Sends an answer in ten drips.
final class SlowBody {

    private static final int DRIPS = 10;

    private SlowBody() {}

    static void send(Vertx vertx, HttpServerResponse response, Reply reply, long millis) {
        response.setStatusCode(reply.status()).putHeader("Content-Length", String.valueOf(reply.body().length));
        reply.headers().forEach(response::putHeader);
        drip(vertx, response, reply.body(), 0, Math.max(1, millis / DRIPS));
    }

    private static void drip(Vertx vertx, HttpServerResponse response, byte[] body, int sent, long pause) {
        if (response.closed()) {
            return;
        }
        int until = Math.min(body.length, sent + Math.ceilDiv(body.length, DRIPS));
        response.write(Buffer.buffer(Arrays.copyOfRange(body, sent, until)));
        if (until == body.length) {
            response.end();
        } else {
            vertx.setTimer(pause, _ -> drip(vertx, response, body, until, pause));
        }
    }
}
