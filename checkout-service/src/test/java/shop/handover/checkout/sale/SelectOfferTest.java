package shop.handover.checkout.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.handover.checkout.sale.Wishing.aWish;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.checkout.sale.Selection.Chosen;
import shop.handover.checkout.sale.Selection.ConsentMissing;
import shop.handover.checkout.sale.Selection.NotAtStripe;
import shop.handover.checkout.sale.Selection.Refused;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SelectOfferTest {

    @ParameterizedTest
    @CsvSource({
        "kit,,,price_kit_eur",
        "old-kit,,,price_kit_eur",
        "kit,,usd,price_kit_usd",
        "kit,,USD,price_kit_usd",
        "kit,price_kit_usd,,price_kit_usd",
        "kit,price_kit_usd,USD,price_kit_usd",
        ",price_guide_eur,,price_guide_eur"
    })
    void what_is_paid_follows_from_the_catalog(String slug, String priceId, String currency, String paid) {
        var wish = aWish().forProduct(slug).forPrice(priceId).in(currency).wish();

        assertThat(select(wish))
                .isInstanceOfSatisfying(
                        Chosen.class,
                        chosen -> assertThat(chosen.atStripe().id()).isEqualTo(paid));
    }

    @ParameterizedTest
    @CsvSource({
        ",,,NOTHING_NAMED",
        "nothing,,,UNKNOWN_PRODUCT",
        ",price_of_a_stranger,,UNKNOWN_PRICE",
        "gone,,,RETIRED_PRODUCT",
        ",price_gone_eur,,RETIRED_PRODUCT",
        "guide,price_kit_eur,,PRICE_OF_ANOTHER_PRODUCT",
        "kit,price_of_a_stranger,,PRICE_OF_ANOTHER_PRODUCT",
        "guide,,usd,UNSUPPORTED_CURRENCY",
        "guide,,xyz,UNSUPPORTED_CURRENCY",
        "kit,price_kit_eur,usd,PRICE_IN_ANOTHER_CURRENCY"
    })
    void what_the_catalog_does_not_offer_is_refused(String slug, String priceId, String currency, Refusal why) {
        var wish = aWish().forProduct(slug).forPrice(priceId).in(currency).wish();

        assertThat(select(wish)).isEqualTo(new Refused(why));
    }

    @Test
    void a_malformed_address_is_refused_before_anything_else() {
        assertThat(select(aWish().forProduct("nothing").from("buyer@").wish()))
                .isEqualTo(new Refused(Refusal.MALFORMED_EMAIL));
    }

    @Test
    void a_good_address_is_kept_without_the_blanks_around_it() {
        assertThat(select(aWish().forProduct("kit").from(" buyer@example.com ").wish()))
                .isInstanceOfSatisfying(
                        Chosen.class, chosen -> assertThat(chosen.email()).hasValue("buyer@example.com"));
    }

    @Test
    void nothing_is_sold_before_its_price_is_at_stripe() {
        var select = new SelectOffer(Catalogs.withoutConsent(), Catalogs.noPrice());

        assertThat(select.select(aWish().forProduct("kit").wish())).isInstanceOf(NotAtStripe.class);
        assertThat(select.select(aWish().forProduct("kit").forPrice("price_any").wish()))
                .isInstanceOf(NotAtStripe.class);
    }

    @ParameterizedTest
    @CsvSource({"2026-06,true", "2025-01,false", ",false"})
    void a_shop_that_demands_consent_sells_only_with_it(String agreedTo, boolean sold) {
        var select = new SelectOffer(Catalogs.withConsent(), Catalogs.everyPrice());

        var selection =
                select.select(aWish().forProduct("kit").agreeingTo(agreedTo).wish());

        assertThat(selection).isInstanceOf(sold ? Chosen.class : ConsentMissing.class);
    }

    @Test
    void a_shop_that_demands_none_overlooks_it() {
        assertThat(select(aWish().forProduct("kit").agreeingTo("anything").wish()))
                .isInstanceOf(Chosen.class);
    }

    private static Selection select(Wish wish) {
        return new SelectOffer(Catalogs.withoutConsent(), Catalogs.everyPrice()).select(wish);
    }
}
