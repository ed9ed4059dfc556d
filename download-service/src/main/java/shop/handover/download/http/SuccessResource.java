package shop.handover.download.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import shop.handover.download.delivery.CheckPurchase;
import shop.handover.download.delivery.Checked;
import shop.handover.download.visit.Visit;
import shop.handover.download.visit.Visits;
import shop.handover.download.visit.Welcome;
import shop.handover.download.visit.Welcomed;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.trace.Station;
import shop.handover.page.Storefront;

/// Where Stripe sends the buyer back to. The session's id leaves the address at once; a cookie that only works at the
/// new address keeps the page open for an hour, so that two purchases in two tabs do not disturb each other.
@Path("/store/success")
class SuccessResource {

    private static final Logger LOG = Logger.getLogger(SuccessResource.class);
    private static final String PATH = "/store/success/";
    private static final String COOKIE = "visit";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Welcome welcome;
    private final CheckPurchase purchase;
    private final Visits visits;
    private final SuccessPages successPages;
    private final Answers answers;
    private final Troubles troubles;
    private final Storefront front;
    private final FirstLook firstLook;
    private final Clock clock;

    SuccessResource(
            Welcome welcome,
            CheckPurchase purchase,
            Visits visits,
            SuccessPages successPages,
            Answers answers,
            Troubles troubles,
            Storefront front,
            FirstLook firstLook,
            Clock clock) {
        this.welcome = welcome;
        this.purchase = purchase;
        this.visits = visits;
        this.successPages = successPages;
        this.answers = answers;
        this.troubles = troubles;
        this.front = front;
        this.firstLook = firstLook;
        this.clock = clock;
    }

    /// Lets the buyer in and clears the address.
    @GET
    public Uni<Response> arrive(
            @RestQuery("session_id") String session, @RestQuery("r") String ticket, RoutingContext request) {
        return welcome.welcome(session, ticket).map(welcomed -> answer(welcomed, request));
    }

    /// The page itself. Reloading it, going back to it and opening it twice are all the same.
    @GET
    @Path("{handle}")
    public Uni<Response> page(@CookieParam(COOKIE) String cookie, RoutingContext request) {
        return visits.read(cookie)
                .filter(visit -> clock.instant().isBefore(visits.end(visit)))
                .map(visit -> shown(visit, request))
                .orElseGet(() -> Uni.createFrom().item(answers.trouble(troubles::over, request)));
    }

    private Uni<Response> shown(Visit visit, RoutingContext request) {
        var station = Station.begin();
        return purchase.check(visit.checkout())
                .invoke(checked -> firstLook.note(checked, visit, station))
                .map(checked -> answer(checked, visit, request));
    }

    private Response answer(Welcomed welcomed, RoutingContext request) {
        return switch (welcomed) {
            case Welcomed.In(var visit) -> in(visit);
            case Welcomed.Incomplete() -> answers.trouble(troubles::incomplete, request);
            case Welcomed.Over() -> answers.trouble(troubles::over, request);
            case Welcomed.Foreign() ->
                answers.trouble(
                        words -> troubles.refused(Reason.FOREIGN, Optional.empty(), Optional.empty(), words), request);
            case Welcomed.Away(var pause) -> answers.trouble(words -> troubles.away(pause, words), request);
        };
    }

    private Response in(Visit visit) {
        LOG.infof("checkout=%s: the buyer is back from Stripe", visit.checkout());
        var path = PATH + visits.handle(visit.checkout());
        var cookie = new NewCookie.Builder(COOKIE)
                .value(visits.cookie(visit))
                .path(path)
                .maxAge(Math.toIntExact(visits.life().toSeconds()))
                .httpOnly(true)
                .secure(front.isSecure())
                .sameSite(SameSite.LAX)
                .build();
        return Response.status(303)
                .header("Location", path)
                .header("Cache-Control", "private, no-store")
                .cookie(cookie)
                .build();
    }

    private Response answer(Checked checked, Visit visit, RoutingContext request) {
        return switch (checked) {
            case Checked.Good good ->
                successPages
                        .ready(good, visit, request)
                        .map(answers::page)
                        .orElseGet(() -> answers.trouble(
                                words -> troubles.refused(Reason.FOREIGN, Optional.empty(), Optional.empty(), words),
                                request));
            case Checked.Waiting(var checkout) ->
                answers.page(successPages.processing(checkout, LOOK_AGAIN, request), LOOK_AGAIN);
            case Checked.Refused(var reason, var product, var since) ->
                answers.trouble(words -> troubles.refused(reason, product, since, words), request);
            case Checked.Away(var pause) -> answers.trouble(words -> troubles.away(pause, words), request);
        };
    }
}
