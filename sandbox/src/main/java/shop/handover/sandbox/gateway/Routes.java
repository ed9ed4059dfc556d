package shop.handover.sandbox.gateway;

import static shop.handover.sandbox.gateway.Route.form;
import static shop.handover.sandbox.gateway.Route.page;
import static shop.handover.sandbox.gateway.Route.post;
import static shop.handover.sandbox.gateway.Upstream.CHECKOUT;
import static shop.handover.sandbox.gateway.Upstream.DOWNLOAD;
import static shop.handover.sandbox.gateway.Upstream.WEBHOOK;

import java.util.List;
import java.util.Optional;

/// The route table: everything that can be reached from outside, by whichever gateway. The laptop's reads it, nginx
/// gets it written down ([GatewayFiles]), and a test compares the cluster's Gateway API with it.
public final class Routes {

    private static final int KIB = 1024;

    public static final List<Route> ALL = List.of(
            page("/", CHECKOUT),
            page("/store", CHECKOUT),
            page("/store/p/{slug}", CHECKOUT),
            post("/api/stripe/create-checkout", CHECKOUT, 16 * KIB).withOptions(),
            page("/buy.js", CHECKOUT),
            form("/store/withdrawal", CHECKOUT),
            post("/api/stripe/webhook", WEBHOOK, 512 * KIB).at(Pace.TELL),
            page("/store/success", DOWNLOAD),
            page("/store/success/{handle}", DOWNLOAD),
            page("/store/download", DOWNLOAD),
            form("/store/lost-download", DOWNLOAD),
            post("/store/fresh-link", DOWNLOAD, 16 * KIB),
            page("/api/download", DOWNLOAD).withoutHaste(),
            page("/assets/{file…}", CHECKOUT),
            post("/csp-report", CHECKOUT, 16 * KIB),
            page("/robots.txt", CHECKOUT),
            page("/sitemap.xml", CHECKOUT));

    private Routes() {}

    /// The route of a path, whatever the method; none for a path nobody answers.
    public static Optional<Route> of(String rawPath) {
        return ALL.stream().filter(route -> route.leads(rawPath)).findFirst();
    }
}
