package shop.handover.sandbox.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A service behind the gateway that remembers what it was asked.
final class Backend implements AutoCloseable {

    record Asked(String line, MultiMap headers) {}

    final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    Backend(Handler<HttpServerRequest> answer) {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(new Asked(request.method() + " " + request.uri(), request.headers()));
                    answer.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
