package shop.handover.checkout.sale;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import shop.handover.checkout.sale.CheckoutStart.ConsentAsked;
import shop.handover.checkout.sale.CheckoutStart.NotYet;
import shop.handover.checkout.sale.CheckoutStart.Opened;
import shop.handover.checkout.sale.CheckoutStart.Refused;
import shop.handover.checkout.sale.Selection.Chosen;
import shop.handover.checkout.sale.Sessions.Opening;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogFile;

/// Opens a checkout at Stripe for what a buyer wishes for. The first station of a purchase: nothing is stored here, all
/// that the later ones need travels in the session's sealed metadata.
///
/// @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Stripe: create a Checkout Session</a>
@ApplicationScoped
public class StartCheckout {

    private final CatalogFile catalog;
    private final PriceBook prices;
    private final SessionDraft draft;
    private final Sessions sessions;
    private final Clock clock;

    StartCheckout(CatalogFile catalog, PriceBook prices, SessionDraft draft, Sessions sessions, Clock clock) {
        this.catalog = catalog;
        this.prices = prices;
        this.draft = draft;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// Calls Stripe at most once, and only for a wish that the catalog can meet. Safe to repeat with a client's key:
    /// the same wish then finds the same checkout.
    ///
    /// Fails with `StripeUnavailable` or `StripeRefused`.
    public Uni<CheckoutStart> start(Wish wish) {
        var now = catalog.current();
        return switch (new SelectOffer(now, prices).select(wish)) {
            case Selection.Refused(var why) -> Uni.createFrom().item(new Refused(why));
            case Selection.NotAtStripe(var product) -> Uni.createFrom().item(new NotYet(product.slug()));
            case Selection.ConsentMissing(var product, var price) ->
                Uni.createFrom().item(new ConsentAsked(product.slug(), price.currency()));
            case Chosen chosen -> open(now, chosen, wish);
        };
    }

    private Uni<CheckoutStart> open(Catalog now, Chosen chosen, Wish wish) {
        var plan = draft.draft(now, chosen, wish, clock.instant());
        return sessions.open(plan).map(opening -> told(opening, chosen));
    }

    private static CheckoutStart told(Opening opening, Chosen chosen) {
        var slug = chosen.product().slug();
        return switch (opening) {
            case Opening.Open(var id, var url) -> new Opened(id, slug, url);
            case Opening.Paid _ -> new Refused(Refusal.ALREADY_PAID);
            case Opening.Ended _ -> new Refused(Refusal.ALREADY_ENDED);
            case Opening.Underway _ -> new Refused(Refusal.ALREADY_UNDERWAY);
            case Opening.EmailRefused _ -> new Refused(Refusal.MALFORMED_EMAIL);
            case Opening.PriceGone _ -> new NotYet(slug);
        };
    }
}
