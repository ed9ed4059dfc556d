package shop.handover.kit.language;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import shop.handover.kit.money.Money;

/// One language of pages and mails: its words, and how it writes amounts, sizes and dates. Everything comes from one
/// file, `words/<code>.properties`; what that file lacks is said in English.
public final class Language {

    private static final int MOST_DECIMALS = 3;
    private static final char NO_BREAK_SPACE = '\u00a0';

    private final String code;
    private final Locale locale;
    private final Map<String, String> words;
    private final List<NumberFormat> numbers;

    Language(String code, Map<String, String> words) {
        this.code = code;
        this.locale = Locale.of(code);
        this.words = Map.copyOf(words);
        this.numbers =
                IntStream.rangeClosed(0, MOST_DECIMALS).mapToObj(this::numberOf).toList();
    }

    /// ISO 639, lower case: what `lang` and `hreflang` take.
    public String code() {
        return code;
    }

    /// How those who speak it call it.
    public String name() {
        return say("language.name");
    }

    /// Whether there are words under this key.
    public boolean has(String key) {
        return words.containsKey(key);
    }

    /// The words under a key, with `{0}`, `{1}` … filled in.
    ///
    /// @throws IllegalArgumentException where there are none: a mistake in a template
    public String say(String key, Object... values) {
        var said = words.get(key);
        if (said == null) {
            throw new IllegalArgumentException("there are no words for " + key);
        }
        for (var i = 0; i < values.length; i++) {
            said = said.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return said;
    }

    /// `1,049.00` or `1.049,00`: the amount without its code, with the currency's own decimals.
    public String amount(Money money) {
        return number(money.currency().decimals()).format(money.major());
    }

    /// `1,049.00 EUR`, on one line.
    public String money(Money money) {
        return amount(money) + NO_BREAK_SPACE + money.currency().display();
    }

    /// `11.6 MB`: decimal units, as shops and disks count.
    public String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + String.valueOf(NO_BREAK_SPACE) + "B";
        }
        if (bytes < 999_500) {
            return number(0).format(bytes / 1e3) + NO_BREAK_SPACE + "KB";
        }
        return bytes < 999_950_000
                ? number(1).format(bytes / 1e6) + NO_BREAK_SPACE + "MB"
                : number(1).format(bytes / 1e9) + NO_BREAK_SPACE + "GB";
    }

    /// `23 Nov 2026` or `23.11.2026`.
    public String date(TemporalAccessor when) {
        return formatted("format.date", when);
    }

    /// `23 November 2026` or `23. November 2026`.
    public String longDate(TemporalAccessor when) {
        return formatted("format.date.long", when);
    }

    /// `14:02 CET` or `14:02 Uhr MEZ`: whoever reads it may live by another clock.
    public String time(ZonedDateTime when) {
        return formatted("format.time", when);
    }

    /// `23 Nov 2026, 14:02 CET` or `23.11.2026, 14:02 Uhr MEZ`.
    public String dateAndTime(ZonedDateTime when) {
        return say("format.date.time", date(when), time(when));
    }

    /// `23 November 2026 at 14:02 CET` or `23. November 2026 um 14:02 Uhr MEZ`.
    public String longDateAndTime(ZonedDateTime when) {
        return say("format.date.time.long", longDate(when), time(when));
    }

    /// The name of a country.
    ///
    /// @param code of ISO 3166; what is none comes back as it is
    public String country(String code) {
        return code.matches("[A-Z]{2}") ? Locale.of("", code).getDisplayCountry(locale) : code;
    }

    private String formatted(String pattern, TemporalAccessor when) {
        return DateTimeFormatter.ofPattern(say(pattern), locale).format(when).replace(' ', NO_BREAK_SPACE);
    }

    // Copied for each use, since formats keep state; made once, since making one reads the language's tables.
    private NumberFormat number(int decimals) {
        return (NumberFormat) numbers.get(decimals).clone();
    }

    private NumberFormat numberOf(int decimals) {
        var format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
