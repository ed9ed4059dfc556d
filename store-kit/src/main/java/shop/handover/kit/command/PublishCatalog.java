package shop.handover.kit.command;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Price;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductUpdateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.PromotionCodeListParams;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Coupon;
import shop.handover.kit.catalog.Price.Fixed;
import shop.handover.kit.catalog.Price.PayWhatYouWant;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.stripe.StripeGateway;

/// Makes Stripe know what the catalog sells. Safe to repeat: products are found by id, prices by lookup key, and what
/// agrees is left alone. A changed price becomes a new Stripe price that takes the lookup key over, since Stripe's
/// prices never change; sessions already open keep the old one.
///
/// @see <a href="https://docs.stripe.com/products-prices/manage-prices#lookup-keys">Stripe: lookup keys</a>
final class PublishCatalog {

    private final StripeGateway stripe;
    private final Catalog catalog;
    private final List<Change> changes = new ArrayList<>();

    PublishCatalog(StripeGateway stripe, Catalog catalog) {
        this.stripe = stripe;
        this.catalog = catalog;
    }

    /// Makes all changes and says each; for a set-up that nobody watches.
    ///
    /// @return how many there were
    int publish(Consumer<String> say) {
        var all = changes();
        all.forEach(change -> {
            change.make();
            say.accept(change.line());
        });
        return all.size();
    }

    /// What has to be made or changed at Stripe, in the order in which it must be. Changes nothing itself.
    List<Change> changes() {
        changes.clear();
        catalog.products().forEach(product -> {
            compare(product);
            product.prices().forEach(price -> compare(product, price));
        });
        catalog.coupons().forEach(this::compare);
        return List.copyOf(changes);
    }

    private void compare(Product product) {
        var id = idOf(product);
        var known = stripe.askAndWait(client -> {
            try {
                return Optional.of(client.v1().products().retrieve(id));
            } catch (InvalidRequestException e) {
                if ("resource_missing".equals(e.getCode())) {
                    return Optional.<com.stripe.model.Product>empty();
                }
                throw e;
            }
        });
        if (known.isEmpty()) {
            change(
                    "+ product " + id + " \"" + product.name() + "\"",
                    () -> stripe.askAndWait(client -> client.v1().products().create(creation(product))));
        } else if (!agrees(known.get(), product)) {
            change(
                    "~ product " + id + differences(known.get(), product),
                    () -> stripe.askAndWait(client -> client.v1().products().update(id, update(product))));
        }
    }

    private static boolean agrees(com.stripe.model.Product known, Product product) {
        return product.name().equals(known.getName())
                && Objects.equals(known.getDescription(), summary(product))
                && known.getActive() != product.retired();
    }

    private static String differences(com.stripe.model.Product known, Product product) {
        return difference("name", known.getName(), product.name())
                + difference("description", known.getDescription(), summary(product))
                + difference("active", known.getActive(), !product.retired());
    }

    private static String difference(String field, Object before, Object after) {
        return Objects.equals(before, after) ? "" : "; " + field + " " + told(before) + " -> " + told(after);
    }

    private static String told(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private ProductCreateParams creation(Product product) {
        return ProductCreateParams.builder()
                .setId(idOf(product))
                .setName(product.name())
                .setDescription(summary(product))
                .setActive(!product.retired())
                .putMetadata("shop", catalog.shop().id())
                .putMetadata("productSlug", product.slug())
                .build();
    }

    private static ProductUpdateParams update(Product product) {
        return ProductUpdateParams.builder()
                .setName(product.name())
                .setDescription(product.summary())
                .setActive(!product.retired())
                .build();
    }

    private void compare(Product product, shop.handover.kit.catalog.Price price) {
        var key = catalog.lookupKey(product, price.currency());
        var known = stripe
                .askAndWait(client -> client.v1()
                        .prices()
                        .list(PriceListParams.builder()
                                .addLookupKey(key)
                                .setActive(true)
                                .build()))
                .getData()
                .stream()
                .findFirst();
        if (known.filter(found -> agrees(found, price)).isEmpty()) {
            change(
                    (known.isEmpty()
                                    ? "+ price " + key + " "
                                    : "~ price " + key + " "
                                            + known.map(PublishCatalog::told).get() + " -> ")
                            + price.least()
                            + (price instanceof PayWhatYouWant ? " or more" : ""),
                    () -> stripe.askAndWait(client -> client.v1().prices().create(creation(product, price, key))));
        }
    }

    // In Stripe's minor units, as its API tells them.
    private static String told(Price known) {
        return known.getUnitAmount() == null
                ? "chosen by the buyer"
                : known.getUnitAmount() + " minor units of " + known.getCurrency();
    }

    private static boolean agrees(Price known, shop.handover.kit.catalog.Price price) {
        return known.getCurrency().equals(price.currency().value())
                && switch (price) {
                    case Fixed(var amount) -> Objects.equals(known.getUnitAmount(), amount.minor());
                    case PayWhatYouWant(var minimum, var preset) ->
                        known.getCustomUnitAmount() != null
                                && Objects.equals(known.getCustomUnitAmount().getMinimum(), minimum.minor())
                                && Objects.equals(
                                        known.getCustomUnitAmount().getPreset(),
                                        preset.orElse(minimum).minor());
                };
    }

    private PriceCreateParams creation(Product product, shop.handover.kit.catalog.Price price, String key) {
        var params = PriceCreateParams.builder()
                .setProduct(idOf(product))
                .setCurrency(price.currency().value())
                .setLookupKey(key)
                .setTransferLookupKey(true);
        return switch (price) {
            case Fixed(var amount) -> params.setUnitAmount(amount.minor()).build();
            case PayWhatYouWant(var minimum, var preset) ->
                params.setCustomUnitAmount(PriceCreateParams.CustomUnitAmount.builder()
                                .setEnabled(true)
                                .setMinimum(minimum.minor())
                                .setPreset(preset.orElse(minimum).minor())
                                .build())
                        .build();
        };
    }

    private void compare(Coupon coupon) {
        var known = stripe.askAndWait(client -> client.v1()
                .promotionCodes()
                .list(PromotionCodeListParams.builder()
                        .setCode(coupon.code())
                        .setActive(true)
                        .build()));
        if (known.getData().isEmpty()) {
            change("+ promotion code " + coupon.code() + " " + coupon.percentOff() + " % off", () -> create(coupon));
        }
    }

    private void create(Coupon coupon) {
        var made = stripe.askAndWait(client -> client.v1().coupons().create(creation(coupon)));
        stripe.askAndWait(client -> client.v1().promotionCodes().create(creation(coupon, made.getId())));
    }

    private CouponCreateParams creation(Coupon coupon) {
        var product = catalog.product(coupon.product()).orElseThrow();
        return CouponCreateParams.builder()
                .setName(coupon.code())
                .setPercentOff(BigDecimal.valueOf(coupon.percentOff()))
                .setDuration(CouponCreateParams.Duration.ONCE)
                .setAppliesTo(CouponCreateParams.AppliesTo.builder()
                        .addAllProduct(List.of(idOf(product)))
                        .build())
                .build();
    }

    private static PromotionCodeCreateParams creation(Coupon coupon, String couponId) {
        return PromotionCodeCreateParams.builder()
                .setCode(coupon.code())
                .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                        .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                        .setCoupon(couponId)
                        .build())
                .build();
    }

    private String idOf(Product product) {
        return catalog.shop().id() + "_" + product.slug();
    }

    // Stripe keeps no empty description: it refuses one on creation and answers null.
    private static String summary(Product product) {
        return product.summary().isEmpty() ? null : product.summary();
    }

    private void change(String line, Runnable mend) {
        changes.add(new Change(line, mend));
    }
}
