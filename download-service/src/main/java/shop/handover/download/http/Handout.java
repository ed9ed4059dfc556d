package shop.handover.download.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
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

    Handout(Deliveries deliveries, CatalogFile catalog, Clock clock, DownloadConfig config) {
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.clock = clock;
        this.patience = config.readerPatience();
    }

    /// Answers the request.
    ///
    /// @return fails where the file could not be read, and where the client goes away in between
    Future<Void> hand(Shelved shelved, Verdict.Granted granted, RoutingContext request) {
        var answer = FileAnswer.of(asked(request), shelved);
        var response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.length() == 0) {
            return response.end();
        }
        var connection = request.request().connection();
        SlowReaders.bearWith(connection, patience);
        var sent = SentBytes.of(connection);
        var begun = begun(shelved, answer, granted);
        deliveries.note(begun);
        request.addEndHandler(_ -> ended(begun, sent.getAsLong()));
        return response.sendFile(shelved.place().toString(), answer.first(), answer.length());
    }

    private FileDelivery begun(Shelved shelved, FileAnswer answer, Verdict.Granted granted) {
        return new FileDelivery(
                UUID.randomUUID().toString(),
                catalog.current().shop().id(),
                granted.link().checkout().value(),
                granted.product().slug(),
                shelved.file().path(),
                FileDelivery.DISK,
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
                Optional.ofNullable(headers.get("If-Match")),
                Optional.ofNullable(headers.get("If-None-Match")),
                Optional.ofNullable(request.request().getParam("v")).orElse(""));
    }
}
