package shop.handover.fulfillment.mail;

import java.time.Instant;
import java.time.ZoneId;
import shop.handover.kit.language.Language;
import shop.handover.kit.language.Languages;
import shop.handover.kit.money.Money;

/// The words of mails in one language, with its ways of writing amounts and times.
final class Words {

    private final Language language;
    private final ZoneId zone;

    private Words(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    /// @param tag what Stripe or the catalog calls the language: `de`, `en-GB`; one we do not speak is English
    static Words of(Languages languages, String tag, ZoneId zone) {
        return new Words(languages.of(tag).orElseGet(languages::english), zone);
    }

    String language() {
        return language.code();
    }

    /// The sentence of that name, its `{0}`, `{1}`, … filled in.
    String say(String name, Object... values) {
        return language.say("mail." + name, values);
    }

    /// `29.00 EUR`, `29,00 EUR`.
    String money(Money money) {
        return language.money(money);
    }

    /// The amount without its code.
    String amount(Money money) {
        return language.amount(money);
    }

    /// The country's name in this language; an unknown code as it stands.
    String country(String code) {
        return OneLine.of(language.country(code));
    }

    /// `23 November 2026`.
    String date(Instant at) {
        return language.longDate(at.atZone(zone));
    }

    /// `23 November 2026, 14:02 CET`.
    String time(Instant at) {
        return date(at) + ", " + language.time(at.atZone(zone));
    }

    /// `11.6 MB`, `82 KB`.
    String size(long bytes) {
        return language.size(bytes);
    }
}
