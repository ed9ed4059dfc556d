package shop.handover.checkout.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.handover.checkout.sale.Wishing.aWish;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import shop.handover.checkout.sale.Selection.Chosen;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.link.Seal;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionDraftTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LinkKeys KEYS = LinkKeys.parse(List.of("k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"));
    private static final LinkKeys OTHER_KEYS =
            LinkKeys.parse(List.of("k1:OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg"));

    private final SessionDraft draft = new SessionDraft("https://shop.example", KEYS);

    @Test
    void the_metadata_tells_the_later_stations_what_was_sold_and_is_sealed() {
        var metadata = plan(aWish().forProduct("kit").wish()).metadata();

        assertThat(metadata)
                .containsEntry(SessionMetadata.SHOP, "sample")
                .containsEntry(SessionMetadata.PRODUCT_SLUG, "kit")
                .containsEntry(SessionMetadata.PRODUCT_NAME, "Kit")
                .containsEntry(SessionMetadata.DOWNLOAD_URL, "https://shop.example/store/download")
                .containsEntry(SessionMetadata.PRICE_ID, "price_kit_eur")
                .containsEntry(SessionMetadata.UNIT_AMOUNT, "4900")
                .containsKey(SessionMetadata.TRACEPARENT)
                .doesNotContainKey(SessionMetadata.CONSENT);
        assertThat(new Seal(KEYS).holds(metadata)).isTrue();
        assertThat(new Seal(OTHER_KEYS).holds(metadata)).isFalse();
    }

    @Test
    void a_price_the_buyer_chooses_is_told_by_its_minimum() {
        assertThat(plan(aWish().forProduct("guide").wish()).metadata())
                .containsEntry(SessionMetadata.UNIT_AMOUNT, "1900+");
        assertThat(plan(aWish().forProduct("guide").paying("25,50").wish()).metadata())
                .containsEntry(SessionMetadata.UNIT_AMOUNT, "1900+2550");
    }

    @Test
    void the_way_back_carries_a_ticket_for_the_nonce_of_the_metadata() {
        var plan = plan(aWish().forProduct("kit").wish());

        assertThat(plan.successUrl())
                .startsWith("https://shop.example/store/success?session_id={CHECKOUT_SESSION_ID}&r=");
        assertThat(plan.cancelUrl()).isEqualTo("https://shop.example/store");
        var ticket = plan.successUrl().substring(plan.successUrl().indexOf("&r=") + 3);
        assertThat(new ReturnTicket(KEYS).nonce(ticket))
                .hasValue(plan.metadata().get(SessionMetadata.NONCE));
    }

    @Test
    void the_same_wish_with_the_same_key_is_the_same_plan_at_any_time() {
        var wish = aWish().forProduct("kit")
                .from("buyer@example.com")
                .withKey("click-1")
                .wish();

        assertThat(plan(wish, NOON)).isEqualTo(plan(wish, NOON.plusSeconds(3600)));
        assertThat(plan(wish, NOON).metadata()).containsKey(SessionMetadata.TRACEPARENT);
    }

    @Test
    void another_wish_or_another_key_is_another_plan() {
        var one = plan(aWish().forProduct("kit").withKey("click-1").wish());
        var other = plan(aWish().forProduct("kit").withKey("click-2").wish());
        var dearer = plan(aWish().forProduct("kit").in("usd").withKey("click-1").wish());
        var from = plan(aWish().forProduct("kit")
                .from("a@example.com")
                .withKey("click-1")
                .wish());

        var little =
                plan(aWish().forProduct("guide").paying("20").withKey("click-1").wish());
        var more =
                plan(aWish().forProduct("guide").paying("21").withKey("click-1").wish());

        assertThat(List.of(one, other, dearer, from, little, more))
                .extracting(SessionPlan::idempotencyKey)
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).hasSizeLessThan(255));
    }

    @Test
    void without_a_key_every_request_is_a_new_one() {
        var wish = aWish().forProduct("kit").wish();

        assertThat(plan(wish).idempotencyKey()).isNotEqualTo(plan(wish).idempotencyKey());
        assertThat(plan(wish).metadata().get(SessionMetadata.NONCE))
                .isNotEqualTo(plan(wish).metadata().get(SessionMetadata.NONCE));
    }

    @Test
    void the_consent_says_which_words_in_which_language_were_agreed_to() {
        var german =
                aWish().forProduct("kit").agreeingTo("2026-06").speaking("de").wish();
        var english = aWish().forProduct("kit")
                .agreeingTo("2026-06")
                .speaking("en-GB")
                .wish();

        assertThat(consent(german)).startsWith("2026-06 de sha256:").endsWith(" 2026-11-23T12:00:00Z");
        assertThat(consent(english)).startsWith("2026-06 en sha256:");
        assertThat(consent(german).split(" ")[2]).isNotEqualTo(consent(english).split(" ")[2]);
    }

    private String consent(Wish wish) {
        return draft.draft(Catalogs.withConsent(), chosen(Catalogs.withConsent(), wish), wish, NOON)
                .metadata()
                .get(SessionMetadata.CONSENT);
    }

    private SessionPlan plan(Wish wish) {
        return plan(wish, NOON);
    }

    private SessionPlan plan(Wish wish, Instant now) {
        var catalog = Catalogs.withoutConsent();
        return draft.draft(catalog, chosen(catalog, wish), wish, now);
    }

    private static Chosen chosen(Catalog catalog, Wish wish) {
        return (Chosen) new SelectOffer(catalog, Catalogs.everyPrice()).select(wish);
    }
}
