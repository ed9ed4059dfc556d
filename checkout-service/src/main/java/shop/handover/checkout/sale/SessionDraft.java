package shop.handover.checkout.sale;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import shop.handover.checkout.sale.Selection.Chosen;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CheckoutOptions.Consent;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.ReturnTicket;
import shop.handover.kit.link.Seal;
import shop.handover.kit.money.Money;
import shop.handover.kit.trace.PurchaseTrace;

/// Writes down what Stripe will be told. With a client's key the same wish gives the same plan to the letter, or
/// Stripe would refuse the repeat as a different request; so nothing that depends on the time stands in it then.
public final class SessionDraft {

    private static final int LONGEST_VALUE = 500;

    private final String publicUrl;
    private final ReturnTicket tickets;
    private final Seal seal;

    /// @param publicUrl what every address begins with; nothing of a request ever stands in one
    public SessionDraft(String publicUrl, LinkKeys keys) {
        this.publicUrl = publicUrl;
        this.tickets = new ReturnTicket(keys);
        this.seal = new Seal(keys);
    }

    /// @param now told in the consent where no repeat is expected
    SessionPlan draft(Catalog catalog, Chosen chosen, Wish wish, Instant now) {
        var nonce = wish.clientKey()
                .map(key -> tickets.nonceOf(joined(catalog.shop().id(), key, chosen, wish)))
                .orElseGet(tickets::freshNonce);
        var metadata = metadata(catalog, chosen, wish, nonce, now);
        return new SessionPlan(
                chosen.price(),
                chosen.atStripe(),
                chosen.amount(),
                chosen.email(),
                wish.locale(),
                catalog.checkout(),
                publicUrl + "/store/success?session_id={CHECKOUT_SESSION_ID}&r=" + tickets.ticket(nonce),
                publicUrl + "/store",
                metadata,
                key(catalog, chosen, wish, metadata));
    }

    private Map<String, String> metadata(Catalog catalog, Chosen chosen, Wish wish, String nonce, Instant now) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(SessionMetadata.SHOP, catalog.shop().id());
        metadata.put(SessionMetadata.PRODUCT_SLUG, chosen.product().slug());
        metadata.put(SessionMetadata.PRODUCT_NAME, cut(chosen.product().name()));
        metadata.put(SessionMetadata.DOWNLOAD_URL, publicUrl + "/store/download");
        metadata.put(SessionMetadata.PRICE_ID, chosen.atStripe().id());
        metadata.put(SessionMetadata.UNIT_AMOUNT, chosen.unitAmount());
        metadata.put(SessionMetadata.NONCE, nonce);
        catalog.checkout()
                .consent()
                .ifPresent(consent -> metadata.put(SessionMetadata.CONSENT, agreement(consent, wish, now)));
        metadata.put(
                SessionMetadata.TRACEPARENT,
                wish.clientKey().map(_ -> PurchaseTrace.of("trace of " + nonce)).orElseGet(PurchaseTrace::begin));
        metadata.put(SessionMetadata.SEAL, seal.over(metadata));
        return metadata;
    }

    // Version, language and digest say which words were agreed to; Stripe's own `created` says when in any case.
    private static String agreement(Consent consent, Wish wish, Instant now) {
        var words = consent.in(wish.language());
        var agreement = consent.version() + " " + wish.language() + " sha256:"
                + sha256(words).substring(0, 32);
        return wish.clientKey().isPresent() ? agreement : agreement + " " + now.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_VALUE && name.length() <= LONGEST_VALUE
                ? name
                : name.substring(0, wholeCodePoints(name));
    }

    private static int wholeCodePoints(String name) {
        return Character.isHighSurrogate(name.charAt(LONGEST_VALUE - 1)) ? LONGEST_VALUE - 1 : LONGEST_VALUE;
    }

    // The catalog's part is in it too: a changed price must be a new request, not a repeat that Stripe refuses.
    private static String key(Catalog catalog, Chosen chosen, Wish wish, Map<String, String> metadata) {
        var client = wish.clientKey().orElseGet(() -> UUID.randomUUID().toString());
        return "handover-"
                + sha256(joined(catalog.shop().id(), client, chosen, wish)
                        + new TreeMap<>(metadata)
                        + catalog.checkout());
    }

    private static String joined(String shop, String clientKey, Chosen chosen, Wish wish) {
        return String.join(
                "\n",
                List.of(
                        shop,
                        clientKey,
                        chosen.product().slug(),
                        chosen.atStripe().id(),
                        chosen.amount().map(Money::toString).orElse(""),
                        chosen.email().orElse(""),
                        wish.locale().orElse(""),
                        wish.consent().orElse("")));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
