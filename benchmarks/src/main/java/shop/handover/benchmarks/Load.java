package shop.handover.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A closed loop over kept-alive HTTP/1.1 connections: each sends its next request when its last was answered. It has
/// one thread, so that on two cores it leaves the better part to what it measures.
public final class Load implements AutoCloseable {

    /// One request.
    ///
    /// @param path from the slash, with its query
    public record Call(HttpMethod method, String path, Map<String, String> headers, Buffer body) {

        public static Call get(String path) {
            return new Call(HttpMethod.GET, path, Map.of(), Buffer.buffer());
        }

        public static Call post(String path, Map<String, String> headers, String body) {
            return new Call(HttpMethod.POST, path, headers, Buffer.buffer(body));
        }
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int connections;

    /// @param base where it goes: `http://127.0.0.1:port`
    public Load(URI base, int connections) {
        this.connections = connections;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost(base.getHost()).setDefaultPort(base.getPort()),
                new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
    }

    /// Loads for a time; what was sent by then is still waited for.
    ///
    /// @param calls asked on one thread for each next request
    public Sample during(Duration time, Supplier<Call> calls) {
        long end = System.nanoTime() + time.toNanos();
        return run(calls, () -> System.nanoTime() < end);
    }

    /// Loads until so many requests were sent.
    ///
    /// @param calls asked on one thread for each next request
    public Sample times(long count, Supplier<Call> calls) {
        var left = new long[] {count};
        return run(calls, () -> left[0]-- > 0);
    }

    private Sample run(Supplier<Call> calls, BooleanSupplier more) {
        var tally = new Tally();
        var done = Promise.<Void>promise();
        long begin = System.nanoTime();
        vertx.runOnContext(_ -> {
            var lanes = new Future<?>[connections];
            for (int i = 0; i < connections; i++) {
                var lane = Promise.<Void>promise();
                lanes[i] = lane.future();
                next(calls, more, tally, lane);
            }
            Future.join(Arrays.asList(lanes)).<Void>mapEmpty().onComplete(done);
        });
        done.future().toCompletionStage().toCompletableFuture().join();
        return tally.sample(Duration.ofNanos(System.nanoTime() - begin));
    }

    private void next(Supplier<Call> calls, BooleanSupplier more, Tally tally, Promise<Void> lane) {
        if (!more.getAsBoolean()) {
            lane.complete();
            return;
        }
        var call = calls.get();
        long sent = System.nanoTime();
        client.request(call.method(), call.path())
                .compose(request -> {
                    call.headers().forEach(request::putHeader);
                    return request.send(call.body());
                })
                .compose(answer -> tally.read(answer, sent))
                .onFailure(_ -> tally.broken++)
                .onComplete(_ -> next(calls, more, tally, lane));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    // Touched by the one event loop only.
    private static final class Tally {

        private final Map<Integer, Long> statuses = new HashMap<>();
        private long[] nanos = new long[65_536];
        private int answers;
        private long bytes;
        private long broken;

        // The body is counted and let go: a download may be larger than this program's memory.
        Future<Void> read(HttpClientResponse answer, long sent) {
            return answer.handler(piece -> bytes += piece.length()).end().onSuccess(_ -> {
                statuses.merge(answer.statusCode(), 1L, Long::sum);
                if (answers == nanos.length) {
                    nanos = Arrays.copyOf(nanos, answers * 2);
                }
                nanos[answers++] = System.nanoTime() - sent;
            });
        }

        Sample sample(Duration took) {
            return Sample.of(statuses, broken, bytes, took, Arrays.copyOf(nanos, answers));
        }
    }
}
