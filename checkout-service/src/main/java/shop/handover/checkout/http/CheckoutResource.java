package shop.handover.checkout.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import shop.handover.checkout.sale.CheckoutStart;
import shop.handover.checkout.sale.CheckoutStart.ConsentAsked;
import shop.handover.checkout.sale.CheckoutStart.NotYet;
import shop.handover.checkout.sale.CheckoutStart.Opened;
import shop.handover.checkout.sale.CheckoutStart.Refused;
import shop.handover.checkout.sale.Refusal;
import shop.handover.checkout.sale.StartCheckout;
import shop.handover.checkout.sale.Wish;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.StripeRefused;
import shop.handover.kit.stripe.StripeUnavailable;
import shop.handover.page.ClientAddress;
import shop.handover.page.Problem;
import shop.handover.page.Problems;
import shop.handover.page.Storefront;

/// Where a purchase begins: a wish comes in, an address of Stripe's page goes out, as JSON for programs and as a
/// redirect for forms. A little longer than a screen: the two doors share every answer.
@Path("/api/stripe/create-checkout")
class CheckoutResource {

    private static final Logger LOG = Logger.getLogger(CheckoutResource.class);
    private static final Set<Refusal> MENDABLE =
            EnumSet.of(Refusal.MALFORMED_EMAIL, Refusal.MALFORMED_AMOUNT, Refusal.AMOUNT_TOO_LOW);

    private final StartCheckout startCheckout;
    private final Wishes wishes;
    private final Limits limits;
    private final ClientAddress clients;
    private final Origins origins;
    private final ProductPages productPages;
    private final Problems problems;
    private final Storefront front;
    private final MeterRegistry meters;

    CheckoutResource(
            StartCheckout startCheckout,
            Wishes wishes,
            Limits limits,
            ClientAddress clients,
            Origins origins,
            ProductPages productPages,
            Problems problems,
            Storefront front,
            MeterRegistry meters) {
        this.startCheckout = startCheckout;
        this.wishes = wishes;
        this.limits = limits;
        this.clients = clients;
        this.origins = origins;
        this.productPages = productPages;
        this.problems = problems;
        this.front = front;
        this.meters = meters;
    }

    /// Answers `{"checkoutURL": …}`. With `Idempotency-Key` a repeat finds the same checkout.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> byScript(
            byte[] body,
            @RestHeader("Idempotency-Key") Optional<String> clientKey,
            @RestHeader("Origin") String origin,
            RoutingContext request) {
        return answered(() -> wishes.ofJson(body, clientKey), request, (start, wish) -> asJson(start, wish, request))
                .map(answer ->
                        origins.admitting(Response.fromResponse(answer), origin).build());
    }

    /// Sends the browser on: to Stripe, or to our product page where something is missing.
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> byForm(
            MultivaluedMap<String, String> form,
            @RestHeader("Idempotency-Key") Optional<String> clientKey,
            RoutingContext request) {
        return answered(
                () -> wishes.ofForm(form, clientKey), request, (start, wish) -> asRedirect(start, wish, request));
    }

    /// For browsers that ask before they post from another origin.
    @OPTIONS
    public Response preflight(@RestHeader("Origin") String origin) {
        return origins.preflight(origin);
    }

    @FunctionalInterface
    private interface Reading {
        Wish read();
    }

    @FunctionalInterface
    private interface Answering {
        Response answer(CheckoutStart start, Wish wish);
    }

    private Uni<Response> answered(Reading reading, RoutingContext request, Answering answering) {
        var pause = limits.untilCheckout(clients.of(request.request()));
        if (pause.isPresent()) {
            return Uni.createFrom().item(told(Refusals.tooMany(pause.get()), request));
        }
        try {
            var language = Wishes.firstLanguage(request.request().getHeader("Accept-Language"));
            var wish = reading.read().orSpokenIn(language);
            return startCheckout
                    .start(wish)
                    .map(start -> answering.answer(start, wish))
                    .onFailure(StripeUnavailable.class)
                    .recoverWithItem(away -> told(Refusals.unavailable(away), request))
                    .onFailure(StripeRefused.class)
                    .recoverWithItem(refused -> refusedByStripe(refused, request));
        } catch (Wishes.Unreadable e) {
            return Uni.createFrom().item(told(e.problem(), request));
        }
    }

    private Response asJson(CheckoutStart start, Wish wish, RoutingContext request) {
        return switch (start) {
            case Opened opened -> json(opened(opened));
            case ConsentAsked asked -> json(consentPage(asked));
            case NotYet _ -> told(Refusals.notAtStripe(), request);
            case Refused(var why) -> told(Refusals.problem(why, least(wish)), request);
        };
    }

    private Response asRedirect(CheckoutStart start, Wish wish, RoutingContext request) {
        return switch (start) {
            case Opened opened -> seeOther(opened(opened));
            case ConsentAsked asked -> seeOther(consentPage(asked));
            case NotYet _ -> told(Refusals.notAtStripe(), request);
            case Refused(var why) -> refused(why, wish, request);
        };
    }

    // What the buyer can mend he mends on the page he came from.
    private Response refused(Refusal why, Wish wish, RoutingContext request) {
        var answer = told(Refusals.problem(why, least(wish)), request);
        return MENDABLE.contains(why) && Problems.wantsAPage(request)
                ? productPages.refused(why, wish, request).orElse(answer)
                : answer;
    }

    private Optional<Money> least(Wish wish) {
        return wish.productSlug()
                .flatMap(front.catalog()::product)
                .map(product -> wish.currency()
                        .flatMap(CurrencyCode::of)
                        .flatMap(product::price)
                        .orElseGet(product::firstPrice)
                        .least());
    }

    private String opened(Opened opened) {
        count("opened");
        LOG.infof("opened checkout=%s product=%s", opened.id(), opened.slug());
        return opened.url();
    }

    private String consentPage(ConsentAsked asked) {
        count("consent-asked");
        return front.publicUrl() + "/store/p/" + asked.slug() + "?currency="
                + asked.currency().value() + "&consent=missing";
    }

    private static Response json(String url) {
        return Response.ok(Map.of("checkoutURL", url), MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response seeOther(String url) {
        return Response.status(303)
                .location(URI.create(url))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Response refusedByStripe(StripeRefused refused, RoutingContext request) {
        LOG.errorf("Stripe refuses our checkouts: %d %s %s", refused.status(), refused.code(), refused.param());
        return told(Refusals.refusedByStripe(), request);
    }

    private Response told(Problem problem, RoutingContext request) {
        count(problem.type());
        return problems.response(problem, request);
    }

    private void count(String outcome) {
        meters.counter("handover.checkout.starts", "outcome", outcome).increment();
    }
}
