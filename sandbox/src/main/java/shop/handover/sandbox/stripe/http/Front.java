package shop.handover.sandbox.stripe.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import shop.handover.sandbox.stripe.call.Expansion;
import shop.handover.sandbox.stripe.call.Routes;
import shop.handover.sandbox.stripe.checkout.Checkout;
import shop.handover.sandbox.stripe.control.Actions;
import shop.handover.sandbox.stripe.control.Settings;
import shop.handover.sandbox.stripe.delivery.Listeners;
import shop.handover.sandbox.stripe.trouble.Troubles;
import shop.handover.sandbox.stripe.world.Worlds;

/// The sandbox's one door: API, payment page, controls, look.
public final class Front {

    private final Api api;
    private final PaymentPage page;
    private final Controls controls;
    private final Dashboard dashboard;
    private final Listeners listeners;
    private final Look look = new Look();

    public Front(
            Vertx vertx,
            Worlds worlds,
            Routes routes,
            Expansion expansion,
            Troubles troubles,
            Checkout checkout,
            Actions actions,
            Settings settings,
            Listeners listeners) {
        this.api = new Api(vertx, worlds, routes, expansion, troubles);
        this.page = new PaymentPage(worlds, checkout);
        this.controls = new Controls(worlds, actions, settings);
        this.listeners = listeners;
        this.dashboard = new Dashboard(worlds, settings);
    }

    /// Answers every request; what cannot even be read is a 400.
    public void handle(HttpServerRequest request) {
        try {
            route(request);
        } catch (RuntimeException unreadable) {
            Reply.page(400, "This request could not be understood.").send(request.response());
        }
    }

    private void route(HttpServerRequest request) {
        var path = request.path();
        if (path == null || !path.startsWith("/")) {
            Reply.page(400, "This request could not be understood.").send(request.response());
        } else if (path.startsWith("/c/pay/") || path.startsWith("/c/recover/") || path.startsWith("/3ds/")) {
            page.handle(request);
        } else if (path.startsWith("/_sandbox/look/")) {
            look.handle(request);
        } else if (path.startsWith("/_sandbox/")) {
            controls.handle(request);
        } else if (path.equals("/") || path.equals("/dashboard") || path.startsWith("/dashboard/")) {
            dashboard.handle(request);
        } else if (path.equals(Listeners.PATH)) {
            listen(request);
        } else {
            api.handle(request);
        }
    }

    private void listen(HttpServerRequest request) {
        var id = request.getHeader("Websocket-Id");
        if (listeners.knows(id)) {
            request.toWebSocket()
                    .onSuccess(socket -> listeners.join(id, socket))
                    .onFailure(_ ->
                            Reply.page(400, "This address speaks WebSocket.").send(request.response()));
        } else {
            Reply.page(401, "Ask POST /v1/stripecli/sessions for a Websocket-Id first.")
                    .send(request.response());
        }
    }
}
