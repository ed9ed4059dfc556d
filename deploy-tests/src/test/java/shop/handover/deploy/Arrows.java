package shop.handover.deploy;

import static shop.handover.deploy.Manifest.all;
import static shop.handover.deploy.Manifest.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// Who may reach whom, as the network policies of an overlay say it, computed as a cluster does: a connection needs
/// leave to go out on one side and leave to come in on the other; a pod that no policy selects has both.
final class Arrows {

    private final List<Manifest> policies;

    Arrows(Overlay overlay) {
        this.policies = overlay.all("NetworkPolicy").toList();
    }

    /// One end of a connection: a pod of ours, or of another namespace, or an address outside.
    ///
    /// @param namespace labels of its namespace; none for ours
    /// @param address empty for a pod
    record End(Map<String, String> pod, Map<String, String> namespace, String address) {

        static End ours(Map<String, String> labels) {
            return new End(labels, Map.of(), "");
        }

        static End elsewhere(Map<String, String> namespace, Map<String, String> pod) {
            return new End(pod, namespace, "");
        }

        static End outside(String address) {
            return new End(Map.of(), Map.of(), address);
        }

        boolean isOurs() {
            return namespace.isEmpty() && address.isEmpty();
        }
    }

    /// Whether the one may open a connection to the other.
    ///
    /// @param port its number and its name, either of which a policy may use
    boolean lead(End from, End to, int port, String name) {
        return may("Egress", "egress", "to", from, to, port, name)
                && may("Ingress", "ingress", "from", to, from, port, name);
    }

    private boolean may(String type, String rules, String peers, End self, End other, int port, String name) {
        if (!self.isOurs()) {
            return true;
        }
        var selecting = policies.stream()
                .filter(policy -> all(policy.at("/spec/policyTypes"))
                        .anyMatch(one -> one.asText().equals(type)))
                .filter(policy -> selects(policy.at("/spec/podSelector"), self.pod()))
                .toList();
        return selecting.isEmpty()
                || selecting.stream()
                        .flatMap(policy -> all(policy.at("/spec/" + rules)))
                        .anyMatch(rule -> port(rule, port, name) && peer(rule.path(peers), other));
    }

    private static boolean port(JsonNode rule, int port, String name) {
        return !rule.has("ports")
                || all(rule.path("ports"))
                        .map(one -> one.path("port").asText())
                        .anyMatch(one -> one.equals(Integer.toString(port)) || one.equals(name));
    }

    private static boolean peer(JsonNode peers, End other) {
        return peers.isMissingNode() || all(peers).anyMatch(peer -> is(peer, other));
    }

    private static boolean is(JsonNode peer, End other) {
        if (peer.has("ipBlock")) {
            return !other.address().isEmpty()
                    && Cidr.of(peer.at("/ipBlock/cidr").asText()).holds(other.address())
                    && all(peer.at("/ipBlock/except"))
                            .noneMatch(not -> Cidr.of(not.asText()).holds(other.address()));
        }
        var rightPlace = peer.has("namespaceSelector")
                ? other.address().isEmpty() && selects(peer.path("namespaceSelector"), other.namespace())
                : other.isOurs();
        return rightPlace && (!peer.has("podSelector") || selects(peer.path("podSelector"), other.pod()));
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(texts(selector.path("matchLabels")).entrySet())
                && all(selector.path("matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        if (!expression.path("operator").asText().equals("In")) {
            throw new IllegalArgumentException("this test reads only In: " + expression);
        }
        var label = labels.get(expression.path("key").asText());
        return all(expression.path("values")).anyMatch(value -> value.asText().equals(label));
    }
}
