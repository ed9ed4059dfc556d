package shop.handover.sandbox.gateway;

import java.net.URI;
import java.util.Map;

/// Where the gateway listens and whom it asks.
///
/// @param host the address to listen on
/// @param port 0 takes a free one
/// @param upstreams `http://host:port` of every service
public record GatewayOptions(String host, int port, Map<Upstream, URI> upstreams) {

    public GatewayOptions {
        for (Upstream upstream : Upstream.values()) {
            if (!upstreams.containsKey(upstream)) {
                throw new IllegalArgumentException("the gateway does not know where " + upstream + " is");
            }
        }
        upstreams = Map.copyOf(upstreams);
    }

    /// On the loopback address.
    public GatewayOptions(int port, Map<Upstream, URI> upstreams) {
        this("127.0.0.1", port, upstreams);
    }
}
