package shop.handover.sandbox.stripe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Forms with exactly one fault. Each starts as a form the call accepts and is spoilt in one place, so that nothing
/// but the fault can be what is refused. Longer than a screen: it is the list of the faults.
///
/// @param call the path
/// @param form encoded
/// @param fault what was done to it
record Malformed(String call, String form, String fault) {

    /// Forms that are accepted, by path.
    ///
    /// @param price an active price's id
    /// @param coupon a coupon's id
    static Map<String, Map<String, String>> sound(String price, String coupon) {
        var sound = new LinkedHashMap<String, Map<String, String>>();
        sound.put("/v1/products", fields("name=Handbook&description=Thin"));
        sound.put("/v1/prices", fields("currency=eur&unit_amount=2900&product_data[name]=Handbook&nickname=N"));
        sound.put("/v1/coupons", fields("percent_off=25&duration=once&name=Quarter"));
        sound.put("/v1/promotion_codes", fields("promotion[type]=coupon&promotion[coupon]=" + coupon));
        sound.put("/v1/customers", fields("email=buyer@example.com&name=Buyer&address[city]=Berlin"));
        sound.put("/v1/payment_intents", fields("amount=2900&currency=eur&description=Handbook"));
        sound.put(
                "/v1/checkout/sessions",
                fields(
                        "mode=payment&success_url=http://127.0.0.1:9/&locale=de&line_items[0][quantity]=1&line_items[0][price]="
                                + price));
        return sound;
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        for (String pair : form.split("&")) {
            fields.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return fields;
    }

    static Arbitrary<Malformed> all(Map<String, Map<String, String>> sound) {
        return Arbitraries.of(List.copyOf(sound.keySet())).flatMap(call -> one(call, sound.get(call)));
    }

    private static Arbitrary<Malformed> one(String call, Map<String, String> sound) {
        var kinds = new ArrayList<>(List.of(
                beside(call, sound, "an unknown parameter", names().map(name -> "zz_" + name + "=1")),
                beside(call, sound, "a broken escape", junk().map(text -> "metadata[a]=%" + text)),
                beside(
                        call,
                        sound,
                        "no UTF-8",
                        Arbitraries.of("%ff", "%C3%28", "%ED%A0%80", "%F8%88", "%80")
                                .map(bytes -> "metadata[a]=x" + bytes)),
                beside(
                        call,
                        sound,
                        "an odd bracket",
                        Arbitraries.of("metadata[", "metadata[a", "metadata[a]b", "metadata[a]]", "metadata[a][")
                                .map(name -> name + "=1")),
                beside(
                        call,
                        sound,
                        "too deep a nest",
                        Arbitraries.integers().between(12, 40).map(depth -> "metadata" + "[a]".repeat(depth) + "=1")),
                beside(call, sound, "a nested metadata value", names().map(name -> "metadata[a][" + name + "]=1")),
                beside(
                        call,
                        sound,
                        "a long metadata key",
                        Arbitraries.integers()
                                .between(41, 200)
                                .map(length -> "metadata[" + "k".repeat(length) + "]=1")),
                beside(
                        call,
                        sound,
                        "a long metadata value",
                        Arbitraries.integers().between(501, 3_000).map(length -> "metadata[a]=" + "v".repeat(length))),
                beside(
                        call,
                        sound,
                        "too many metadata keys",
                        Arbitraries.integers().between(51, 80).map(Malformed::keys)),
                beside(
                        call,
                        sound,
                        "a text and a map under one name",
                        names().map(name -> "metadata=" + name + "&metadata[" + name + "]=1")),
                beside(
                        call,
                        sound,
                        "a map and a text under one name",
                        names().map(name -> "metadata[a]=1&metadata=" + name)),
                beside(
                        call,
                        sound,
                        "an array and a map under one name",
                        names().map(name -> "expand[]=x&expand[zz" + name + "]=1")),
                beside(
                        call,
                        sound,
                        "a name of thousands of letters",
                        Arbitraries.integers().between(1_000, 60_000).map(length -> "z".repeat(length) + "=1")),
                beside(
                        call,
                        sound,
                        "a nest of hundreds",
                        Arbitraries.integers().between(100, 3_000).map(depth -> "zz" + "[]".repeat(depth) + "=1")),
                beside(
                        call,
                        sound,
                        "thousands of parameters",
                        Arbitraries.integers().between(4_001, 6_000).map(count -> "zz[]=1&".repeat(count) + "zz[]=1")),
                beside(call, sound, "metadata that is no map", names().map(text -> "metadata=" + text)),
                beside(call, sound, "nothing to expand", names().map(name -> "expand[]=zz_" + name)),
                beside(call, sound, "an array that is a text", names().map(text -> "expand=" + text)),
                beside(call, sound, "an array without numbers", names().map(name -> "expand[" + name + "]=x")),
                Arbitraries.of(List.copyOf(sound.keySet()))
                        .map(name -> spoilt(call, sound, name, name + "[zz]", "x", "a map where a text belongs"))));
        sound.keySet().forEach(name -> kinds.addAll(values(call, sound, name)));
        return Arbitraries.of(kinds).flatMap(kind -> kind);
    }

    private static List<Arbitrary<Malformed>> values(String call, Map<String, String> sound, String name) {
        return switch (name) {
            case "unit_amount", "amount", "line_items[0][quantity]" ->
                List.of(replaced(
                        call,
                        sound,
                        name,
                        Arbitraries.of(
                                "x",
                                "1.5",
                                "1e9",
                                "NaN",
                                "0x10",
                                " 1",
                                "-1",
                                "",
                                "99999999999",
                                "99999999999999999999")));
            case "percent_off" ->
                List.of(replaced(call, sound, name, Arbitraries.of("x", "-1", "0", "101", "1e1", "NaN", "")));
            case "mode", "duration", "locale", "promotion[type]" ->
                List.of(replaced(call, sound, name, names().map(n -> "zz_" + n)));
            case "currency" ->
                List.of(replaced(call, sound, name, names().map(n -> "zz" + n)), missing(call, sound, name));
            case "success_url" -> List.of(replaced(call, sound, name, Arbitraries.of("", "x", "/ok", "ftp:")));
            case "line_items[0][price]", "promotion[coupon]" ->
                List.of(replaced(call, sound, name, names().map(n -> "zz_" + n)), missing(call, sound, name));
            default ->
                List.of(replaced(
                        call,
                        sound,
                        name,
                        Arbitraries.integers().between(5_001, 9_000).map("x"::repeat)));
        };
    }

    private static Arbitrary<Malformed> beside(
            String call, Map<String, String> sound, String fault, Arbitrary<String> pair) {
        return pair.map(more -> new Malformed(call, encoded(sound) + "&" + more, fault));
    }

    private static Arbitrary<Malformed> replaced(
            String call, Map<String, String> sound, String name, Arbitrary<String> values) {
        return values.map(value -> spoilt(call, sound, name, name, value, "another value for " + name));
    }

    private static Arbitrary<Malformed> missing(String call, Map<String, String> sound, String name) {
        var rest = new LinkedHashMap<>(sound);
        rest.remove(name);
        return Arbitraries.just(new Malformed(call, encoded(rest), "no " + name));
    }

    private static Malformed spoilt(
            String call, Map<String, String> sound, String name, String newName, String value, String fault) {
        var changed = new LinkedHashMap<>(sound);
        changed.remove(name);
        changed.put(newName, value);
        return new Malformed(call, encoded(changed), fault);
    }

    static String encoded(Map<String, String> fields) {
        var pairs = new ArrayList<String>();
        fields.forEach((name, value) ->
                pairs.add(name + "=" + value.replace("%", "%25").replace("&", "%26")));
        return String.join("&", pairs);
    }

    private static String keys(int count) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            pairs.add("metadata[k" + i + "]=v");
        }
        return String.join("&", pairs);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
    }

    // What cannot follow a percent sign.
    private static Arbitrary<String> junk() {
        return Combinators.combine(
                        Arbitraries.of("", "g", "z", "0", "f", "%", "-"), Arbitraries.of("", "g", "x", "%", " "))
                .as((first, second) -> first + second)
                .filter(text -> !text.matches("[0-9a-f]{2}.*"));
    }
}
