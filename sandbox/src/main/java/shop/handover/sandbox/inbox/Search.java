package shop.handover.sandbox.inbox;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A search as Mailpit reads it: words that must all occur; `from:`, `to:`, `subject:` and `message-id:` look in one
/// place only, quotation marks keep words together.
final class Search {

    private static final Pattern TERM = Pattern.compile("(?:([a-z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

    private Search() {}

    static Predicate<Mail> of(String query) {
        List<Predicate<Mail>> terms = TERM.matcher(query.toLowerCase(Locale.ROOT))
                .results()
                .map(term -> term(term.group(1), term.group(2) == null ? term.group(3) : term.group(2)))
                .toList();
        return mail -> terms.stream().allMatch(term -> term.test(mail));
    }

    private static Predicate<Mail> term(String place, String word) {
        return switch (place) {
            case "from" -> mail -> contains(mail.from().toString(), word);
            case "to" -> mail -> contains(mail.to() + " " + mail.recipients(), word);
            case "subject" -> mail -> contains(mail.subject(), word);
            case "message-id" -> mail -> contains(mail.messageId(), word);
            case null -> mail -> mail.says(word);
            default -> mail -> mail.says(place + ":" + word);
        };
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
