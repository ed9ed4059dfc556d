package shop.handover.checkout.http;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import shop.handover.checkout.withdrawal.ReceiveWithdrawal;
import shop.handover.page.ClientAddress;
import shop.handover.page.Page;
import shop.handover.page.Pages;
import shop.handover.page.Problem;
import shop.handover.page.Problems;

/// The withdrawal function: two steps, plainly labelled, reachable from every page. Nothing is sent before the second.
@NonBlocking
@Path("/store/withdrawal")
class WithdrawalResource {

    private static final Logger LOG = Logger.getLogger(WithdrawalResource.class);

    private final ReceiveWithdrawal receiveWithdrawal;
    private final Limits limits;
    private final ClientAddress clients;
    private final Pages pages;
    private final Problems problems;

    WithdrawalResource(
            ReceiveWithdrawal receiveWithdrawal, Limits limits, ClientAddress clients, Pages pages, Problems problems) {
        this.receiveWithdrawal = receiveWithdrawal;
        this.limits = limits;
        this.clients = clients;
        this.pages = pages;
        this.problems = problems;
    }

    @GET
    public Response form(RoutingContext request) {
        return html(200, Templates.withdrawal(page(request), WithdrawalForm.empty()));
    }

    /// Shows what was typed to be checked; with `step=confirm` keeps it; with `step=edit` goes back to the form.
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> step(MultivaluedMap<String, String> typed, RoutingContext request) {
        var form = WithdrawalForm.of(typed);
        var step = String.valueOf(typed.getFirst("step"));
        if (step.equals("edit")) {
            return answer(200, Templates.withdrawal(page(request), form.unmarked()));
        }
        if (form.isFaulty()) {
            return answer(422, Templates.withdrawal(page(request), form));
        }
        return step.equals("confirm")
                ? keep(form, request)
                : answer(200, Templates.withdrawalcheck(page(request), form));
    }

    private Uni<Response> keep(WithdrawalForm form, RoutingContext request) {
        var pause = limits.untilWithdrawal(clients.of(request.request()));
        if (pause.isPresent()) {
            return Uni.createFrom().item(problems.response(Refusals.tooMany(pause.get()), request));
        }
        var language = pages.language(request);
        return receiveWithdrawal
                .receive(form.withdrawal(language.code()))
                .map(arrived -> html(
                        200,
                        Templates.withdrawaldone(
                                pages.open(request, "withdrawal.done.title"), language.longDateAndTime(arrived))))
                .onFailure()
                .recoverWithItem(why -> notKept(why, request));
    }

    // Said plainly, for the buyer may have a deadline: it has not arrived.
    private Response notKept(Throwable why, RoutingContext request) {
        LOG.errorf("a withdrawal could not be kept: %s", why);
        return problems.response(
                Problem.of("withdrawal-not-kept", 503, "the withdrawal was not received; send it again")
                        .retryAfter(Duration.ofSeconds(10)),
                request);
    }

    private Page page(RoutingContext request) {
        return pages.open(request, "withdrawal.title");
    }

    private static Uni<Response> answer(int status, TemplateInstance template) {
        return Uni.createFrom().item(html(status, template));
    }

    private static Response html(int status, TemplateInstance template) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Cache-Control", "no-store")
                .entity(template.render())
                .build();
    }
}
