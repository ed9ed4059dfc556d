package shop.handover.fulfillment.mail;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Why something waits for the owner, in his language. Reasons are kept as the English sentence in which they were
/// noted, for whoever reads the database; one that is not known here is told as it stands.
final class Reasons {

    private static final Map<Pattern, String> KNOWN = known();

    private Reasons() {}

    /// @param noted one reason, or several with a semicolon between them
    static String told(String noted, Words words) {
        return Arrays.stream(noted.split("; "))
                .map(reason -> one(OneLine.of(reason), words))
                .collect(Collectors.joining("; "));
    }

    private static String one(String reason, Words words) {
        return KNOWN.entrySet().stream()
                .map(known -> Map.entry(known.getKey().matcher(reason), known.getValue()))
                .filter(known -> known.getKey().matches())
                .findFirst()
                .map(known -> words.say("why." + known.getValue(), parts(known.getKey(), words)))
                .orElse(reason);
    }

    private static Object[] parts(Matcher matcher, Words words) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(i -> one(matcher.group(i), words))
                .toArray();
    }

    private static Map<Pattern, String> known() {
        var known = new LinkedHashMap<Pattern, String>();
        known.put(Pattern.compile("the session's subtotal is (.+), its price was (.+)"), "subtotal");
        known.put(Pattern.compile("not in its metadata"), "price.unknown");
        known.put(Pattern.compile("at least (.+)"), "price.least");
        known.put(Pattern.compile("Stripe does not show the session to us"), "session.hidden");
        known.put(Pattern.compile("the session has not exactly one line item"), "session.items");
        known.put(Pattern.compile("what was sold has another price than the one we offered"), "price.another");
        known.put(Pattern.compile("the amount is not the price's, or the quantity is not one"), "price.amount");
        known.put(Pattern.compile("given up: (.+)"), "given.up");
        known.put(Pattern.compile("the relay answered (\\d+)"), "relay.answered");
        known.put(Pattern.compile("the relay cannot be reached: (\\S+)"), "relay.away");
        known.put(Pattern.compile("the relay does not greet"), "relay.mute");
        known.put(Pattern.compile("the relay fell silent(?: twice)?"), "relay.silent");
        known.put(Pattern.compile("the letter cannot be put into SMTP"), "letter.unfit");
        known.put(Pattern.compile("the buyer's address is not one a mail can go to"), "letter.address");
        return known;
    }
}
