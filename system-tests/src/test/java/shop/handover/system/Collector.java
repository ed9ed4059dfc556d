package shop.handover.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// An OTLP collector that keeps what it is sent.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OpenTelemetry: OTLP over HTTP</a>
final class Collector {

    private static Collector shared;

    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();

    /// A span as it came.
    ///
    /// @param links the spans it is linked with, as `trace/span`
    record Seen(
            String service,
            String name,
            String trace,
            String id,
            String parent,
            List<String> links,
            Map<String, String> attributes) {

        String place() {
            return trace + "/" + id;
        }
    }

    private Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
    }

    static synchronized Collector shared() {
        if (shared == null) {
            shared = new Collector();
        }
        return shared;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> spans() {
        return List.copyOf(spans);
    }

    List<Seen> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var told = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (var resource : told.getResourceSpansList()) {
                var service =
                        attributes(resource.getResource().getAttributesList()).get("service.name");
                resource.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(seen(service, span))));
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Seen seen(String service, Span span) {
        return new Seen(
                service,
                span.getName(),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getTraceId().toByteArray()) + "/"
                                + hex(link.getSpanId().toByteArray()))
                        .toList(),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        return pairs.stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        pair -> pair.getValue().hasStringValue()
                                ? pair.getValue().getStringValue()
                                : pair.getValue().toString().strip(),
                        (first, _) -> first));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
