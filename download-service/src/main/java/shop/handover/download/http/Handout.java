package shop.handover.download.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import shop.handover.download.DownloadConfig;
import shop.handover.download.delivery.Deliveries;
import shop.handover.download.delivery.Shelf.Shelved;
import shop.handover.download.delivery.Verdict;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.FileDelivery;

/// Hands one file to one request, and notes what left.
@ApplicationScoped
class Handout {

    private static final Logger LOG = Logger.getLogger(Handout.class);

    private final Deliveries deliveries;
    private final CatalogFile catalog;
    private final Clock clock;
    private final Duration patience;
    private final Optional<String> accel;

    Handout(Deliveries deliveries, CatalogFile catalog, Clock clock, DownloadConfig config) {
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.clock = clock;
        this.patience = config.readerPatience();
        this.accel = config.accelLocation();
    }

    /// Answers the request.
    ///
    /// @return fails where the file could not be read, and where the client goes away in between
    Future<Void> hand(Shelved shelved, Verdict.Granted granted, RoutingContext request) {
        var asked = asked(request);
        return switch (shelved) {
            case Shelved.Elsewhere away when !asked.head() -> sendThere(away, asked, granted, request);
            case Shelved.OnDisk disk when accel.isPresent() -> leaveToNginx(disk, asked, granted, request);
            case Shelved.OnDisk disk -> send(disk, FileAnswer.of(asked, disk), granted, request);
            case Shelved.Elsewhere away ->
                headers(FileAnswer.of(asked, away), request).end();
        };
    }

    private Future<Void> send(Shelved.OnDisk disk, FileAnswer answer, Verdict.Granted granted, RoutingContext request) {
        var response = headers(answer, request);
        if (answer.length() == 0) {
            return response.end();
        }
        var connection = request.request().connection();
        SlowReaders.bearWith(connection, patience);
        var sent = SentBytes.of(connection);
        var begun = begun(disk, FileDelivery.DISK, answer, granted);
        deliveries.note(begun);
        request.addEndHandler(_ -> ended(begun, sent.getAsLong()));
        return response.sendFile(disk.place().toString(), answer.first(), answer.length());
    }

    private Future<Void> sendThere(
            Shelved.Elsewhere away, FileAnswer.Asked asked, Verdict.Granted granted, RoutingContext request) {
        if (FileAnswer.wouldSplice(asked, away)) {
            return headers(FileAnswer.anotherVersion(away), request).end();
        }
        var context = Vertx.currentContext();
        var name = away.file().name();
        return Future.fromCompletionStage(
                        away.address()
                                .of(MediaTypes.of(name), Disposition.of(name))
                                .subscribeAsCompletionStage(),
                        context)
                .compose(address -> {
                    handedOver(away, FileDelivery.BUCKET, asked, granted);
                    return request.response()
                            .setStatusCode(302)
                            .putHeader("Location", address.toString())
                            .putHeader("Cache-Control", "private, no-store")
                            .end();
                });
    }

    // nginx judges ranges and conditions by its own tag and date; all it needs is the name of the file.
    private Future<Void> leaveToNginx(
            Shelved.OnDisk disk, FileAnswer.Asked asked, Verdict.Granted granted, RoutingContext request) {
        if (FileAnswer.wouldSplice(asked, disk)) {
            return headers(FileAnswer.anotherVersion(disk), request).end();
        }
        if (!asked.head()) {
            handedOver(disk, FileDelivery.NGINX, asked, granted);
        }
        var response = request.response();
        FileAnswer.described(disk).forEach(response::putHeader);
        response.headers().remove("ETag").remove("Accept-Ranges");
        return response.putHeader(
                        "X-Accel-Redirect",
                        accel.orElseThrow() + encoded(disk.file().path()))
                .end();
    }

    private static HttpServerResponse headers(FileAnswer answer, RoutingContext request) {
        var response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, UTF_8).replace("+", "%20"))
                .collect(joining("/"));
    }

    private void handedOver(Shelved shelved, String via, FileAnswer.Asked asked, Verdict.Granted granted) {
        var answer = FileAnswer.of(asked.unconditional(), shelved);
        if (answer.length() > 0) {
            var begun = begun(shelved, via, answer, granted);
            deliveries.note(begun.ended(FileDelivery.HANDED_OVER, 0, clock.instant()));
        }
        LOG.infof(
                "checkout=%s was sent to %s for %s",
                granted.link().checkout(), via, shelved.file().path());
    }

    private FileDelivery begun(Shelved shelved, String via, FileAnswer answer, Verdict.Granted granted) {
        return new FileDelivery(
                UUID.randomUUID().toString(),
                catalog.current().shop().id(),
                granted.link().checkout().value(),
                granted.product().slug(),
                shelved.file().path(),
                via,
                answer.first(),
                answer.length(),
                shelved.size(),
                0,
                "",
                granted.network(),
                granted.link().issuedAt(),
                clock.instant());
    }

    private void ended(FileDelivery begun, long sent) {
        var end = sent == begun.length() ? FileDelivery.FINISHED : FileDelivery.CUT;
        deliveries.note(begun.ended(end, sent, clock.instant()));
        LOG.infof(
                "checkout=%s was handed %s: %d of %d bytes from %d",
                begun.session(), begun.file(), sent, begun.length(), begun.first());
    }

    private static FileAnswer.Asked asked(RoutingContext request) {
        var headers = request.request().headers();
        return new FileAnswer.Asked(
                request.request().method() == HttpMethod.HEAD,
                Optional.ofNullable(headers.get("Range"))
                        .filter(_ -> headers.getAll("Range").size() == 1),
                Optional.ofNullable(headers.get("If-Range")),
                list(headers, "If-Match"),
                list(headers, "If-None-Match"),
                Optional.ofNullable(request.request().getParam("v")).orElse(""));
    }

    // A list may stand in several lines.
    private static Optional<String> list(MultiMap headers, String name) {
        return headers.contains(name) ? Optional.of(String.join(",", headers.getAll(name))) : Optional.empty();
    }
}
