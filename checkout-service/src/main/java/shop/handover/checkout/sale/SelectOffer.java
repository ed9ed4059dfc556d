package shop.handover.checkout.sale;

import java.util.Optional;
import shop.handover.checkout.sale.Selection.Chosen;
import shop.handover.checkout.sale.Selection.ConsentMissing;
import shop.handover.checkout.sale.Selection.NotAtStripe;
import shop.handover.checkout.sale.Selection.Refused;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Price;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.mail.EmailAddress;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;

/// Finds in the catalog what a buyer wishes for. Pure; the same wish for the same catalog has the same answer.
final class SelectOffer {

    private final Catalog catalog;
    private final PriceBook prices;

    SelectOffer(Catalog catalog, PriceBook prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    Selection select(Wish wish) {
        var email = wish.email().flatMap(EmailAddress::of);
        if (wish.email().isPresent() && email.isEmpty()) {
            return new Refused(Refusal.MALFORMED_EMAIL);
        }
        if (wish.productSlug().isPresent()) {
            return catalog.product(wish.productSlug().get())
                    .map(product -> ofProduct(product, wish, email))
                    .orElseGet(() -> new Refused(Refusal.UNKNOWN_PRODUCT));
        }
        return wish.priceId()
                .map(priceId -> ofPrice(priceId, wish, email))
                .orElseGet(() -> new Refused(Refusal.NOTHING_NAMED));
    }

    private Selection ofPrice(String priceId, Wish wish, Optional<String> email) {
        return catalog.products().stream()
                .filter(product -> priceWithId(product, priceId).isPresent())
                .findFirst()
                .map(product -> ofProduct(product, wish, email))
                .orElseGet(() -> new Refused(Refusal.UNKNOWN_PRICE));
    }

    private Selection ofProduct(Product product, Wish wish, Optional<String> email) {
        if (product.retired()) {
            return new Refused(Refusal.RETIRED_PRODUCT);
        }
        if (wish.priceId().isPresent()) {
            return priceWithId(product, wish.priceId().get())
                    .map(price -> ofNamedPrice(product, price, wish, email))
                    .orElseGet(() -> withoutSuchAPrice(product));
        }
        var price = wish.currency().isPresent()
                ? CurrencyCode.of(wish.currency().get()).flatMap(product::price)
                : Optional.of(product.firstPrice());
        return price.map(found -> agreed(product, found, wish, email))
                .orElseGet(() -> new Refused(Refusal.UNSUPPORTED_CURRENCY));
    }

    private Selection ofNamedPrice(Product product, Price price, Wish wish, Optional<String> email) {
        var same = wish.currency()
                .map(currency -> price.currency().display().equalsIgnoreCase(currency))
                .orElse(true);
        return same ? agreed(product, price, wish, email) : new Refused(Refusal.PRICE_IN_ANOTHER_CURRENCY);
    }

    // A price cannot be called foreign before Stripe has told which ones are ours.
    private Selection withoutSuchAPrice(Product product) {
        var known = product.prices().stream()
                .allMatch(price -> prices.idOf(product, price).isPresent());
        return known ? new Refused(Refusal.PRICE_OF_ANOTHER_PRODUCT) : new NotAtStripe(product);
    }

    private Selection agreed(Product product, Price price, Wish wish, Optional<String> email) {
        var demanded = catalog.checkout().consent();
        if (demanded.isPresent()
                && !wish.consent().equals(Optional.of(demanded.get().version()))) {
            return new ConsentMissing(product, price);
        }
        return prices.find(product, price)
                .map(atStripe -> forAmount(new Chosen(product, price, atStripe, Optional.empty(), email), wish))
                .orElseGet(() -> new NotAtStripe(product));
    }

    // Where the price is fixed, an amount that somebody sends counts for nothing.
    private static Selection forAmount(Chosen chosen, Wish wish) {
        if (wish.amount().isEmpty() || !(chosen.price() instanceof Price.PayWhatYouWant open)) {
            return chosen;
        }
        return Money.typed(wish.amount().get(), open.currency())
                .<Selection>map(amount -> amount.minor() < open.minimum().minor()
                        ? new Refused(Refusal.AMOUNT_TOO_LOW)
                        : new Chosen(
                                chosen.product(),
                                chosen.price(),
                                chosen.atStripe(),
                                Optional.of(amount),
                                chosen.email()))
                .orElseGet(() -> new Refused(Refusal.MALFORMED_AMOUNT));
    }

    private Optional<Price> priceWithId(Product product, String priceId) {
        return product.prices().stream()
                .filter(price -> prices.idOf(product, price).equals(Optional.of(priceId)))
                .findFirst();
    }
}
