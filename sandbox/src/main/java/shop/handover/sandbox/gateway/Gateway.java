package shop.handover.sandbox.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The door of the house on a laptop: forwards what the route table names, streaming both ways, and refuses the rest.
public final class Gateway implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions()
            .setMaxPoolSize(256)
            .setConnectTimeout(CONNECT_MILLIS)
            .setKeepAliveTimeout(20));
    private final Map<Upstream, URI> upstreams;
    private final HttpProxy proxy;
    private HttpServer server;

    private Gateway(GatewayOptions options) {
        this.upstreams = options.upstreams();
        this.proxy = HttpProxy.reverseProxy(client).origin(this::open).addInterceptor(new Forwarding());
    }

    /// Returns when the gateway listens; it does not ask whether the services do.
    ///
    /// @throws RuntimeException where the port is taken
    public static Gateway start(GatewayOptions options) {
        var gateway = new Gateway(options);
        gateway.server = gateway.vertx
                .createHttpServer(new HttpServerOptions()
                        .setHost(options.host())
                        .setPort(options.port())
                        .setMaxHeaderSize(16 * 1024)
                        .setMaxInitialLineLength(8 * 1024)
                        // HTTP/2 without TLS is for proxies, and their door is another.
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(60))
                .requestHandler(gateway::route)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return gateway;
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    private void route(HttpServerRequest request) {
        Optional<Route> route = Optional.ofNullable(request.path()).flatMap(Routes::of);
        if (route.isEmpty()) {
            refuse(request, Refusal.notFound());
        } else if (!route.get().methods().contains(request.method().name())) {
            refuse(request, Refusal.wrongMethod(route.get()));
        } else if (declaredLength(request) > route.get().bodyLimit()) {
            refuse(request, Refusal.tooLarge(route.get()));
        } else {
            proxy.handle(request);
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        var response = request.response().setStatusCode(refusal.status());
        refusal.headers(request).forEach(response::putHeader);
        response.end(refusal.body(request));
    }

    private Future<HttpClientRequest> open(ProxyContext context) {
        Route route = Forwarding.routeOf(context);
        URI upstream = upstreams.get(route.upstream());
        return client.request(new RequestOptions()
                .setHost(upstream.getHost())
                .setPort(upstream.getPort())
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(route.slow() ? 0 : PATIENCE.toMillis()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
