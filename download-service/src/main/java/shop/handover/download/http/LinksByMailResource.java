package shop.handover.download.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import shop.handover.download.request.AskForLinks;
import shop.handover.kit.mail.EmailAddress;
import shop.handover.page.ClientAddress;
import shop.handover.page.Pages;
import shop.handover.page.Problem;
import shop.handover.page.Problems;

/// Links by mail, for whoever has lost them or whose link has expired. The answer is always the same words: nobody
/// learns here who has bought what.
@Path("/store")
class LinksByMailResource {

    private static final Logger LOG = Logger.getLogger(LinksByMailResource.class);

    private final AskForLinks askForLinks;
    private final Limits limits;
    private final ClientAddress clients;
    private final OwnForms forms;
    private final Pages pages;
    private final Answers answers;
    private final Problems problems;

    LinksByMailResource(
            AskForLinks askForLinks,
            Limits limits,
            ClientAddress clients,
            OwnForms forms,
            Pages pages,
            Answers answers,
            Problems problems) {
        this.askForLinks = askForLinks;
        this.limits = limits;
        this.clients = clients;
        this.forms = forms;
        this.pages = pages;
        this.answers = answers;
        this.problems = problems;
    }

    @GET
    @Path("lost-download")
    public Response form(RoutingContext request) {
        return form(false, "", request);
    }

    /// Sends all links of an address to it.
    @POST
    @Path("lost-download")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> lostDownload(@RestForm @DefaultValue("") String email, RoutingContext request) {
        return EmailAddress.of(email)
                .map(address -> asked(() -> askForLinks.lostDownload(address, locale(request)), request))
                .orElseGet(() -> Uni.createFrom().item(form(true, email, request)));
    }

    /// Sends a fresh link to the address of the purchase that an old link is for.
    @POST
    @Path("fresh-link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> freshLink(@RestForm @DefaultValue("") String token, RoutingContext request) {
        return asked(() -> askForLinks.freshLink(token, locale(request)), request);
    }

    private Uni<Response> asked(Supplier<Uni<Void>> request, RoutingContext http) {
        return refusal(http)
                .map(problem -> Uni.createFrom().item(problems.response(problem, http)))
                .orElseGet(() -> request.get()
                        .map(_ -> answers.page(Templates.sent(pages.open(http, "sent.title"))))
                        // Kafka is away: said plainly, for no mail will come.
                        .onFailure()
                        .recoverWithItem(why -> notKept(why, http)));
    }

    private Optional<Problem> refusal(RoutingContext http) {
        if (!forms.isOwn(http.request())) {
            return Optional.of(Problem.of("foreign-form", 403, "post this form from the shop's own page"));
        }
        return limits.untilRequest(clients.of(http.request()))
                .map(pause -> Problem.of("too-many-requests", 429, "too many requests for mails; try again later")
                        .retryAfter(pause));
    }

    private Response notKept(Throwable why, RoutingContext http) {
        LOG.errorf("a request for links could not be kept: %s", why);
        return problems.response(
                Problem.of("unavailable", 503, "the request was not received; send it again")
                        .retryAfter(Duration.ofSeconds(10)),
                http);
    }

    private Response form(boolean faulty, String email, RoutingContext request) {
        var page = answers.page(Templates.lostdownload(pages.open(request, "lost.title"), faulty, email));
        return faulty ? Response.fromResponse(page).status(422).build() : page;
    }

    private String locale(RoutingContext request) {
        return pages.language(request).code();
    }
}
