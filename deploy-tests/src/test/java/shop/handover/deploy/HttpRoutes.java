package shop.handover.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shop.handover.sandbox.gateway.Route;
import shop.handover.sandbox.gateway.Routes;
import shop.handover.sandbox.gateway.Upstream;

/// The route table of the house as routes of the Gateway API, one for each service. Bodies are limited by the services:
/// the Gateway API has no word for it.
final class HttpRoutes {

    // Longer than the services' own patience with a sender and with Kafka together.
    private static final String HASTE = "30s";
    // A download takes as long as the buyer's line.
    private static final String NO_HASTE = "0s";
    // So many matches a rule the first releases of the API allow; later ones allow 64.
    private static final int MOST = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpRoutes() {}

    /// The rules of a service's route.
    static JsonNode rules(Upstream upstream) {
        var rules = JSON.createArrayNode();
        for (var slow : List.of(false, true)) {
            var matches = Routes.ALL.stream()
                    .filter(route -> route.upstream() == upstream && route.slow() == slow)
                    .flatMap(route -> route.methods().stream().map(method -> match(route, method)))
                    .toList();
            for (var first = 0; first < matches.size(); first += MOST) {
                var some = matches.subList(first, Math.min(first + MOST, matches.size()));
                rules.add(rule(upstream, some, slow ? NO_HASTE : HASTE));
            }
        }
        return rules;
    }

    /// The service's name in the cluster.
    static String service(Upstream upstream) {
        return upstream.name().toLowerCase(Locale.ROOT) + "-service";
    }

    private static ObjectNode rule(Upstream upstream, List<ObjectNode> matches, String patience) {
        var rule = JSON.createObjectNode();
        rule.putArray("matches").addAll(matches);
        rule.putArray("backendRefs").addObject().put("name", service(upstream)).put("port", 80);
        rule.putObject("timeouts").put("request", patience);
        return rule;
    }

    private static ObjectNode match(Route route, String method) {
        var whole = !route.path().contains("{");
        var path =
                Map.of("type", whole ? "Exact" : "RegularExpression", "value", whole ? route.path() : route.pattern());
        return JSON.createObjectNode().put("method", method).set("path", JSON.valueToTree(path));
    }
}
