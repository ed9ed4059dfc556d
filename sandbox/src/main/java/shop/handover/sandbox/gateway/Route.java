package shop.handover.sandbox.gateway;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the route table.
///
/// A path is taken as it was sent and never decoded. `{name}` stands for one segment and `{name…}` for one or
/// more, made of letters, digits, `-`, `_`, `~` and inner dots only; so there is nothing to decode and nowhere to
/// climb.
///
/// @param bodyLimit the largest request body in bytes, 0 where none is allowed
/// @param slow whether the answer may take as long as the client's line does, as a download may
/// @param pace how often one client may ask; the laptop's gateway, with its one client, does not count
public record Route(List<String> methods, String path, Upstream upstream, int bodyLimit, boolean slow, Pace pace) {

    private static final String SEGMENT = "[A-Za-z0-9_~-]+(?:\\.[A-Za-z0-9_~-]+)*";

    static Route page(String path, Upstream upstream) {
        return new Route(List.of("GET", "HEAD"), path, upstream, 0, false, Pace.BROWSE);
    }

    static Route form(String path, Upstream upstream) {
        return new Route(List.of("GET", "HEAD", "POST"), path, upstream, 16 * 1024, false, Pace.ACT);
    }

    static Route post(String path, Upstream upstream, int bodyLimit) {
        return new Route(List.of("POST"), path, upstream, bodyLimit, false, Pace.ACT);
    }

    Route withOptions() {
        return new Route(List.of("POST", "OPTIONS"), path, upstream, bodyLimit, slow, pace);
    }

    Route withoutHaste() {
        return new Route(methods, path, upstream, bodyLimit, true, Pace.FETCH);
    }

    Route at(Pace other) {
        return new Route(methods, path, upstream, bodyLimit, slow, other);
    }

    /// Whether the path is the only one the route leads.
    boolean exact() {
        return !path.contains("{");
    }

    /// A regular expression over the whole raw path, as Java, nginx (PCRE) and Gateway API (RE2) all read it.
    public String pattern() {
        return path.replace(".", "\\.")
                .replaceAll("\\{[a-z]+…}", placeholder(SEGMENT + "(?:/" + SEGMENT + ")*"))
                .replaceAll("\\{[a-z]+}", placeholder(SEGMENT));
    }

    private static String placeholder(String pattern) {
        return Matcher.quoteReplacement(pattern);
    }

    boolean leads(String rawPath) {
        return Pattern.matches(pattern(), rawPath);
    }
}
