package shop.handover.download.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import shop.handover.kit.entitlement.Entitlement.Reason;
import shop.handover.kit.language.Language;
import shop.handover.kit.link.DownloadToken;

/// The words for each trouble, in the reader's language. Longer than a screen because it is the whole list.
@ApplicationScoped
class Troubles {

    private static final String LOST = "/store/lost-download";

    private final Clock clock;

    Troubles(Clock clock) {
        this.clock = clock;
    }

    /// One answer for every link that is not ours, so that a stranger learns nothing from it.
    Trouble forged(Language words) {
        return new Trouble(
                        401,
                        "link-not-genuine",
                        "token must be a download link of this shop, whole and unchanged",
                        "warn",
                        "trouble",
                        words.say("cut.title"),
                        words.say("cut.text"))
                .leadingTo(LOST, words.say("lost.ask"));
    }

    Trouble expired(DownloadToken link, String token, Language words) {
        return new Trouble(
                        410,
                        "link-expired",
                        "the link expired at " + link.expiresAt() + "; POST /store/fresh-link sends a fresh one",
                        "warn",
                        "clock",
                        words.say("expired.title"),
                        words.say("expired.text.date", words.longDate(date(link.expiresAt()))))
                .offeringAFreshLink(token);
    }

    Trouble usedUp(String token, Language words) {
        return new Trouble(
                        410,
                        "link-used-up",
                        "the link was used unusually often or from many networks; POST /store/fresh-link sends a fresh one",
                        "warn",
                        "info",
                        words.say("many.title"),
                        words.say("many.text"))
                .offeringAFreshLink(token);
    }

    Trouble waiting(Language words) {
        return new Trouble(
                403,
                "payment-processing",
                "the payment is not confirmed yet; the links come by mail as soon as it is",
                "",
                "clock",
                words.say("processing.title"),
                words.say("processing.text.plain") + " " + words.say("processing.once"));
    }

    Trouble away(Duration pause, Language words) {
        return new Trouble(
                        503,
                        "stripe-away",
                        "the payment cannot be verified right now; try again",
                        "warn",
                        "clock",
                        words.say("problem.stripe-away.title"),
                        words.say("problem.stripe-away.text", pause.toSeconds()))
                .tryingAgain(pause);
    }

    /// @param product the slug, for those who may try again
    Trouble refused(Reason reason, Optional<String> product, Optional<Instant> since, Language words) {
        return switch (reason) {
            case FOREIGN -> refused(reason, "warn", "trouble", "unknown", words).leadingTo(LOST, words.say("lost.ask"));
            case UNPAID ->
                refused(reason, "", "clock", "unpaid", words).leadingTo(shop(product), words.say("ended.back"));
            case EXPIRED ->
                refused(reason, "", "clock", "ended", words).leadingTo(shop(product), words.say("ended.back"));
            case FAILED ->
                refused(reason, "bad", "trouble", "failed", words).leadingTo(shop(product), words.say("failed.again"));
            case REFUNDED -> dated(reason, "back", "refunded", since, words);
            case WITHDRAWN -> dated(reason, "back", "withdrawn", since, words);
            case DISPUTED -> refused(reason, "warn", "clock", "disputed", words);
            case HELD -> refused(reason, "", "info", "held", words);
            case REVOKED -> refused(reason, "warn", "trouble", "revoked", words);
        };
    }

    /// Not the address that Stripe sends buyers to.
    Trouble incomplete(Language words) {
        return new Trouble(
                        400,
                        "link-not-complete",
                        "session_id and r must be those that Stripe was given for this buyer",
                        "warn",
                        "trouble",
                        words.say("cut.title"),
                        words.say("cut.text"))
                .leadingTo(LOST, words.say("lost.ask"));
    }

    /// The success page has had its hour.
    Trouble over(Language words) {
        return new Trouble(
                        410,
                        "page-over",
                        "this page works for a while after the payment; the mailed link works longer",
                        "warn",
                        "clock",
                        words.say("page.ended.title"),
                        words.say("page.ended.text"))
                .leadingTo(LOST, words.say("lost.ask"));
    }

    /// A good link that names a file which the product does not have.
    Trouble noSuchFile(String token, Language words) {
        return new Trouble(
                        404,
                        "no-such-file",
                        "file must be the name of one of the product's files, or be left out",
                        "warn",
                        "trouble",
                        words.say("problem.not-found.title"),
                        words.say("problem.not-found.text"))
                .leadingTo("/store/download?token=" + token, words.say("download.title"));
    }

    private Trouble dated(Reason reason, String icon, String key, Optional<Instant> since, Language words) {
        var text = since.map(when -> words.say(key + ".text", words.longDate(date(when))))
                .orElseGet(() -> words.say(key + ".text.plain"));
        return new Trouble(403, type(reason), detail(reason), "", icon, words.say(key + ".title"), text)
                .leadingTo("/store", words.say("problem.back"));
    }

    private static Trouble refused(Reason reason, String tone, String icon, String key, Language words) {
        return new Trouble(
                403, type(reason), detail(reason), tone, icon, words.say(key + ".title"), words.say(key + ".text"));
    }

    private static String type(Reason reason) {
        return "not-entitled-" + reason.name().toLowerCase(Locale.ROOT);
    }

    private static String detail(Reason reason) {
        return "the link is genuine, but the purchase gives no file: "
                + reason.name().toLowerCase(Locale.ROOT);
    }

    private static String shop(Optional<String> product) {
        return product.map(slug -> "/store/p/" + slug).orElse("/store");
    }

    private LocalDate date(Instant when) {
        return LocalDate.ofInstant(when, clock.getZone());
    }
}
