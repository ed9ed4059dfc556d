package shop.handover.sandbox.gateway;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// What happens to a request on its way in and to its answer on the way out.
final class Forwarding implements ProxyInterceptor {

    /// What a client says of its own way here; believed nowhere.
    static final List<String> CLAIMS = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-Ssl",
            "X-Real-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-HTTP-Method-Override");

    /// RFC 9110 §7.6.1: they speak of one connection only.
    static final List<String> HOP_BY_HOP = List.of(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "TE",
            "Trailer",
            "Upgrade");

    static Route routeOf(ProxyContext context) {
        return Routes.of(context.request().proxiedRequest().path()).orElseThrow();
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest asked = request.proxiedRequest();
        Route route = routeOf(context);
        // A request may name its target as a whole URL; only path and query are the upstream's business.
        request.setURI(asked.query() == null ? asked.path() : asked.path() + "?" + asked.query());
        dropHopByHop(request.headers());
        CLAIMS.forEach(request.headers()::remove);
        request.putHeader("X-Forwarded-For", asked.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", asked.scheme());
        request.putHeader(
                "X-Forwarded-Host",
                asked.authority() == null ? "" : asked.authority().toString());
        var body = new LimitedStream(request.getBody().stream(), route.bodyLimit());
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest().recover(failure -> answer(request, refusal(route, body, failure)));
    }

    private static Refusal refusal(Route route, LimitedStream body, Throwable failure) {
        if (body.exceeded()) {
            return Refusal.tooLarge(route);
        }
        return failure instanceof TimeoutException ? Refusal.late() : Refusal.away();
    }

    private static Future<ProxyResponse> answer(ProxyRequest request, Refusal refusal) {
        ProxyResponse response = request.release().response().setStatusCode(refusal.status());
        refusal.headers(request.proxiedRequest()).forEach(response::putHeader);
        response.setBody(Body.body(refusal.body(request.proxiedRequest())));
        return Future.succeededFuture(response);
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        boolean ours = "close".equals(response.headers().get("Connection")) && response.getStatusCode() == 413;
        dropHopByHop(response.headers());
        if (ours) {
            response.putHeader("Connection", "close");
        }
        return context.sendResponse();
    }

    private static void dropHopByHop(MultiMap headers) {
        for (String named : headers.getAll("Connection")) {
            for (String name : named.split(",")) {
                headers.remove(name.strip());
            }
        }
        HOP_BY_HOP.forEach(headers::remove);
    }
}
