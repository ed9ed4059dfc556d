package shop.handover.kit.command;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import shop.handover.kit.stripe.Mode;

/// Whether changes may be made at Stripe: with test money at once, with real money only after somebody who has seen
/// them said so.
///
/// @param dry only show them
/// @param yes said beforehand
/// @param ask shows a question and answers what was typed; null where nobody sits there
record Consent(boolean dry, boolean yes, Function<String, String> ask) {

    private static final Set<String> WORDS = Set.of("--dry-run", "--yes");

    /// What a call's words say of it.
    static Consent of(List<String> words) {
        var console = System.console();
        return new Consent(
                words.contains("--dry-run"),
                words.contains("--yes"),
                console == null || !console.isTerminal() ? null : question -> console.readLine("%s", question));
    }

    /// The words that are not its own.
    static List<String> others(List<String> words) {
        return words.stream().filter(word -> !WORDS.contains(word)).toList();
    }

    /// Decides.
    ///
    /// @throws IllegalArgumentException where nobody could be asked
    boolean given(int changes, Mode mode) {
        if (dry) {
            return false;
        }
        if (yes || !mode.livemode()) {
            return true;
        }
        if (ask == null) {
            throw new IllegalArgumentException(
                    "this is real money: look at the changes above, then call it again with --yes");
        }
        return "yes".equals(ask.apply("Make these " + changes + " changes at Stripe, in live mode? (yes/no) "));
    }
}
