package shop.handover.fulfillment.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import shop.handover.kit.money.Money;

/// The words of one language, with its ways of writing numbers and times. German where the buyer reads German, else
/// English.
final class Words {

    private static final String NO_BREAK_SPACE = "\u00a0";

    private final ResourceBundle words;
    private final Locale locale;
    private final ZoneId zone;

    private Words(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.words = ResourceBundle.getBundle(
                "words/mail",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// @param tag what Stripe or the catalog calls the language; unknown ones are English
    static Words of(String tag, ZoneId zone) {
        return new Words(tag.toLowerCase(Locale.ROOT).startsWith("de") ? Locale.GERMAN : Locale.ENGLISH, zone);
    }

    String language() {
        return locale.getLanguage();
    }

    /// The sentence of that name, its `{0}`, `{1}`, … filled in.
    String say(String name, Object... values) {
        var text = words.getString(name);
        for (var i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /// `29.00 EUR`, `29,00 EUR`.
    String money(Money money) {
        return amount(money) + NO_BREAK_SPACE + money.currency().display();
    }

    String amount(Money money) {
        var plain = money.major().toPlainString();
        return locale.equals(Locale.GERMAN) ? plain.replace('.', ',') : plain;
    }

    /// The country's name in this language; an unknown code as it stands.
    String country(String code) {
        return code.matches("[A-Z]{2}") ? Locale.of("", code).getDisplayCountry(locale) : OneLine.of(code);
    }

    String date(Instant at) {
        return written(at, locale.equals(Locale.GERMAN) ? "d. MMMM yyyy" : "d MMMM yyyy");
    }

    String time(Instant at) {
        return date(at) + ", " + written(at, "HH:mm z");
    }

    /// `11.6 MB`, `82 KB`.
    String size(long bytes) {
        var text = bytes >= 1_000_000
                ? String.format(locale, "%.1f", bytes / 1_000_000.0)
                : String.valueOf(Math.max(1, Math.round(bytes / 1000.0)));
        return text + NO_BREAK_SPACE + (bytes >= 1_000_000 ? "MB" : "KB");
    }

    private String written(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace(" ", NO_BREAK_SPACE), locale)
                .withZone(zone)
                .format(at);
    }
}
