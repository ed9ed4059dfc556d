package shop.handover.download.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import shop.handover.download.delivery.Deliver;
import shop.handover.download.delivery.Verdict;
import shop.handover.page.ClientAddress;
import shop.handover.page.Pages;

/// The page that mails link to: all files of a purchase. Looking at it uses nothing up, however many robots do.
@Path("/store/download")
class DownloadPageResource {

    private final Deliver deliver;
    private final DownloadLinks links;
    private final Pages pages;
    private final Answers answers;
    private final Troubles troubles;
    private final ClientAddress clients;
    private final Clock clock;

    DownloadPageResource(
            Deliver deliver,
            DownloadLinks links,
            Pages pages,
            Answers answers,
            Troubles troubles,
            ClientAddress clients,
            Clock clock) {
        this.deliver = deliver;
        this.links = links;
        this.pages = pages;
        this.answers = answers;
        this.troubles = troubles;
        this.clients = clients;
        this.clock = clock;
    }

    @GET
    public Uni<Response> page(@RestQuery @DefaultValue("") String token, RoutingContext request) {
        return deliver.deliver(token, clients.networkOf(request.request()))
                .map(verdict -> answer(verdict, token, request));
    }

    private Response answer(Verdict verdict, String token, RoutingContext request) {
        return switch (verdict) {
            case Verdict.Granted granted -> files(granted, token, request);
            case Verdict.Forged() -> answers.trouble(troubles::forged, request);
            case Verdict.Expired(var link) -> answers.trouble(words -> troubles.expired(link, token, words), request);
            case Verdict.UsedUp _ -> answers.trouble(words -> troubles.usedUp(token, words), request);
            case Verdict.Waiting() -> answers.trouble(troubles::waiting, request);
            case Verdict.Refused(var reason, var since) ->
                answers.trouble(words -> troubles.refused(reason, Optional.empty(), since, words), request);
            case Verdict.Away(var pause) -> answers.trouble(words -> troubles.away(pause, words), request);
        };
    }

    private Response files(Verdict.Granted granted, String token, RoutingContext request) {
        var page = pages.titled(request, granted.product().name());
        var until = page.language().longDateAndTime(granted.link().expiresAt().atZone(clock.getZone()));
        return answers.page(Templates.download(page, links.rows(granted.product(), token), until));
    }
}
