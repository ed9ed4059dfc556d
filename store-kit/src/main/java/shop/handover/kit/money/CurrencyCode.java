package shop.handover.kit.money;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A currency Stripe takes money in, as Stripe writes it: three lower-case letters. Only [#of] makes one, so a
/// currency with an unknown number of decimals never reaches an amount.
///
/// @param value ISO 4217, lower case, for instance `eur`
/// @see <a href="https://docs.stripe.com/currencies">Stripe: supported currencies, zero- and three-decimal ones</a>
public record CurrencyCode(String value) implements Comparable<CurrencyCode> {

    private static final Set<String> ZERO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    // ISK and UGX lost their decimals, but Stripe still counts them in hundredths.
    private static final String TWO_DECIMALS = """
            aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop
            crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes
            kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd
            pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd
            tzs uah ugx usd uyu uzs wst xcd xcg yer zar zmw""";

    private static final Map<String, CurrencyCode> KNOWN = Stream.of(
                    ZERO_DECIMALS.stream(), THREE_DECIMALS.stream(), Stream.of(TWO_DECIMALS.split("\\s+")))
            .flatMap(codes -> codes)
            .collect(Collectors.toUnmodifiableMap(code -> code, CurrencyCode::new));

    /// Refuses what is not three lower-case letters; prefer [#of], which also refuses the unknown.
    public CurrencyCode {
        if (!value.matches("[a-z]{3}")) {
            throw new IllegalArgumentException("a currency is three lower-case letters: " + value);
        }
    }

    /// Reads a code in any case; empty where Stripe does not take it.
    public static Optional<CurrencyCode> of(String code) {
        return Optional.ofNullable(KNOWN.get(code.toLowerCase(Locale.ROOT)));
    }

    /// How many digits stand behind the point: 0, 2 or 3.
    public int decimals() {
        if (ZERO_DECIMALS.contains(value)) {
            return 0;
        }
        return THREE_DECIMALS.contains(value) ? 3 : 2;
    }

    /// As people read it: `EUR`.
    public String display() {
        return value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(CurrencyCode other) {
        return value.compareTo(other.value);
    }
}
