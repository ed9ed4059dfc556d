package shop.handover.sandbox.inbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/// The paths of the inbox: Mailpit's under `/api/v1`, pages for people beside them.
final class InboxRoutes {

    private static final String HTML = "text/html; charset=utf-8";

    private final Vertx vertx;
    private final Mails mails;
    private final MailpitJson json;
    private final InboxPages pages;

    InboxRoutes(Vertx vertx, Mails mails) {
        this.vertx = vertx;
        this.mails = mails;
        this.json = new MailpitJson(mails);
        this.pages = new InboxPages(mails);
    }

    Router router() {
        var router = Router.router(vertx);
        router.get("/api/v1/messages").handler(call -> list(call, mails.newestFirst()));
        router.get("/api/v1/search").handler(this::search);
        router.delete("/api/v1/messages").handler(this::clear);
        router.get("/api/v1/message/:id").handler(call -> tell(call, json::whole));
        router.get("/api/v1/message/:id/headers").handler(call -> tell(call, json::headers));
        router.get("/api/v1/message/:id/raw").handler(this::raw);
        router.get("/").handler(call -> page(call).end(pages.list()));
        router.get("/mail/:id").handler(this::mail);
        router.get("/view/:id.html").handler(this::htmlPart);
        router.post("/clear").handler(this::clearAndReturn);
        router.get("/look/:file").handler(this::look);
        return router;
    }

    private void list(RoutingContext call, List<Mail> found) {
        int start = number(call, "start", 0);
        int limit = number(call, "limit", 50);
        answer(call, json.list(found, start, limit));
    }

    private static int number(RoutingContext call, String name, int otherwise) {
        String value = call.queryParams().get(name);
        return value == null || !value.matches("\\d{1,6}") ? otherwise : Integer.parseInt(value);
    }

    private void search(RoutingContext call) {
        String query = call.queryParams().get("query");
        var wanted = Search.of(query == null ? "" : query);
        list(call, mails.newestFirst().stream().filter(wanted).toList());
    }

    private void clear(RoutingContext call) {
        mails.clear();
        call.response().putHeader("Content-Type", "text/plain").end("ok");
    }

    private void tell(RoutingContext call, Function<Mail, JsonObject> form) {
        mails.open(call.pathParam("id")).map(form).ifPresentOrElse(told -> answer(call, told), () -> missing(call));
    }

    private static void answer(RoutingContext call, JsonObject told) {
        call.response().putHeader("Content-Type", "application/json").end(told.toBuffer());
    }

    private static void missing(RoutingContext call) {
        var problem = new JsonObject().put("title", "There is no such mail.").put("status", 404);
        call.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toBuffer());
    }

    private void raw(RoutingContext call) {
        mails.open(call.pathParam("id"))
                .ifPresentOrElse(
                        mail -> call.response()
                                .putHeader("Content-Type", "text/plain; charset=utf-8")
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .end(Buffer.buffer(mail.raw())),
                        () -> missing(call));
    }

    private static HttpServerResponse page(RoutingContext call) {
        return call.response()
                .putHeader("Content-Type", HTML)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    }

    private void mail(RoutingContext call) {
        mails.open(call.pathParam("id")).ifPresentOrElse(mail -> page(call).end(pages.mail(mail)), () -> missing(call));
    }

    // What a stranger wrote is shown without scripts, without an origin and without calling home.
    private void htmlPart(RoutingContext call) {
        mails.open(call.pathParam("id"))
                .ifPresentOrElse(
                        mail -> call.response()
                                .putHeader("Content-Type", HTML)
                                .putHeader(
                                        "Content-Security-Policy",
                                        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
                                                + "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'")
                                .putHeader("Referrer-Policy", "no-referrer")
                                .end("<base target=\"_blank\">" + mail.html()),
                        () -> missing(call));
    }

    private void clearAndReturn(RoutingContext call) {
        mails.clear();
        call.response().setStatusCode(303).putHeader("Location", "/").end();
    }

    private void look(RoutingContext call) {
        pages.look(call.pathParam("file"))
                .ifPresentOrElse(
                        look -> call.response()
                                .putHeader("Content-Type", look.type())
                                .putHeader("Cache-Control", "max-age=300")
                                .end(Buffer.buffer(look.bytes())),
                        () -> missing(call));
    }
}
