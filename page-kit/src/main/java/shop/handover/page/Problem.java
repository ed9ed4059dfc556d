package shop.handover.page;

import java.time.Duration;
import java.util.Optional;
import shop.handover.kit.language.Language;

/// Why a request was not served, told so that a program can act on it and a person knows what to do.
///
/// @param type one word per reason, `unknown-product`; the words a person reads stand under `problem.<type>.…`
/// @param status of HTTP
/// @param detail for programmers, in English: what is wrong and what would be right
/// @param field of the request that is wrong
/// @param retryAfter when to try again
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457: problem details</a>
public record Problem(String type, int status, String detail, Optional<String> field, Optional<Duration> retryAfter) {

    private static final String NAMESPACE = "urn:handover:problem:";

    /// A problem of the request as a whole.
    public static Problem of(String type, int status, String detail) {
        return new Problem(type, status, detail, Optional.empty(), Optional.empty());
    }

    /// A problem of one field.
    public static Problem ofField(String type, int status, String field, String detail) {
        return new Problem(type, status, detail, Optional.of(field), Optional.empty());
    }

    /// The same, to be tried again later.
    public Problem retryAfter(Duration pause) {
        return new Problem(type, status, detail, field, Optional.of(pause));
    }

    /// The URI that names the reason.
    public String uri() {
        return NAMESPACE + type;
    }

    /// What is the matter, as a headline.
    public String title(Language language) {
        return language.say(words(language) + ".title");
    }

    /// What is safe and what to do, as a sentence or two.
    public String text(Language language) {
        return language.say(words(language) + ".text");
    }

    private String words(Language language) {
        var key = "problem." + type;
        if (language.has(key + ".title")) {
            return key;
        }
        return status >= 500 ? "problem.internal" : "problem";
    }
}
