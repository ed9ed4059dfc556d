package shop.handover.page;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// Whom a request came from. `X-Forwarded-For` is believed from right to left and only as far as proxies of ours wrote
/// it; anything a client put there itself counts for nothing.
public final class ClientAddress {

    private static final int MOST_HOPS = 20;

    private final List<Network> trusted;

    /// @param trustedProxies addresses or networks (`10.0.0.0/8`)
    /// @throws IllegalArgumentException where one is neither, naming `TRUSTED_PROXIES`
    public ClientAddress(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(Network::of).toList();
    }

    /// The network to be counted: an IPv4 address, or the /64 that an IPv6 customer has to himself.
    public String of(HttpServerRequest request) {
        var address =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        return counted(address, request.getHeader("X-Forwarded-For"));
    }

    /// The network around the client: its /24, or /48 of IPv6.
    public String networkOf(HttpServerRequest request) {
        var address =
                request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
        return Network.neighbourhoodOf(client(address, request.getHeader("X-Forwarded-For")));
    }

    String counted(String remote, String forwardedFor) {
        return Network.customerOf(client(remote, forwardedFor));
    }

    String client(String remote, String forwardedFor) {
        var address = remote == null ? "" : remote;
        var hops = forwardedFor == null ? new String[0] : forwardedFor.split(",", MOST_HOPS + 1);
        for (var i = hops.length - 1; i >= 0 && isTrusted(address) && hops.length <= MOST_HOPS; i--) {
            var hop = hops[i].strip();
            if (!Network.isAddress(hop)) {
                break;
            }
            address = hop;
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }
}
