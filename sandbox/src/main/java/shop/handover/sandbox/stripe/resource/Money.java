package shop.handover.sandbox.stripe.resource;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shop.handover.sandbox.stripe.wire.StripeError;

/// Stripe's currencies: which there are, how many decimals, the least that may be charged.
///
/// @see <a href="https://docs.stripe.com/currencies">Stripe: currencies</a>
public final class Money {

    /// The largest charge, in minor units.
    public static final long MOST = 99_999_999L;

    private static final Set<String> WITHOUT_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> WITH_THREE = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            ("usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop "
                            + "crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd "
                            + "jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn "
                            + "nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd "
                            + "std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw")
                    .split(" ")));
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("usd", 50L),
            Map.entry("eur", 50L),
            Map.entry("gbp", 30L),
            Map.entry("jpy", 50L),
            Map.entry("aed", 200L),
            Map.entry("aud", 50L),
            Map.entry("bgn", 100L),
            Map.entry("brl", 50L),
            Map.entry("cad", 50L),
            Map.entry("chf", 50L),
            Map.entry("czk", 1500L),
            Map.entry("dkk", 250L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17500L),
            Map.entry("inr", 50L),
            Map.entry("mxn", 1000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("nzd", 50L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("sgd", 50L),
            Map.entry("thb", 1000L));

    private Money() {}

    /// The currency in lower case, or Stripe's refusal.
    public static String currency(String given, String param) {
        var code = given.toLowerCase(Locale.ROOT);
        if (!KNOWN.contains(code)) {
            throw StripeError.invalid(
                    "Invalid currency: " + (code.length() > 12 ? code.substring(0, 12) : code)
                            + ". Stripe currently supports these currencies: "
                            + KNOWN.stream().collect(Collectors.joining(", ")),
                    param);
        }
        return code;
    }

    public static int decimals(String currency) {
        return WITHOUT_DECIMALS.contains(currency) ? 0 : WITH_THREE.contains(currency) ? 3 : 2;
    }

    /// The smallest charge, in minor units.
    public static long least(String currency) {
        return LEAST.getOrDefault(currency, 50L);
    }

    /// As Stripe writes an amount in a message: `$0.50 usd`, `€0.50 eur`.
    public static String told(long amount, String currency) {
        var symbol = Map.of("usd", "$", "eur", "€", "gbp", "£", "jpy", "¥").getOrDefault(currency, "");
        var grouped = String.format(
                Locale.ROOT, "%,." + decimals(currency) + "f", BigDecimal.valueOf(amount, decimals(currency)));
        return symbol + grouped + " " + currency;
    }

    /// As a refund's refusal, or that of too much, tells it: the sign where there is one, else the code.
    public static String signed(long amount, String currency) {
        var told = told(amount, currency);
        return Character.isDigit(told.charAt(0)) ? told : told.substring(0, told.indexOf(' '));
    }

    /// The amount with a point, without a code.
    public static String plain(long amount, String currency) {
        return BigDecimal.valueOf(amount, decimals(currency)).toPlainString();
    }
}
