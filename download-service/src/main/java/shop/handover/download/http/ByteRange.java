package shop.handover.download.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which bytes of a file a `Range` header asks for. Pure; never throws, whatever a stranger wrote.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110: range requests</a>
sealed interface ByteRange {

    /// The whole file: no header, several ranges at once, another unit, or nonsense, all of which a server may answer
    /// with everything.
    record Whole() implements ByteRange {}

    /// One stretch, both ends included.
    record Part(long first, long last) implements ByteRange {}

    /// Well formed, but the file has no such byte.
    record Unsatisfiable() implements ByteRange {}

    /// Reads a header for a file of `size` bytes.
    ///
    /// @param header `null` where there is none
    static ByteRange of(String header, long size) {
        return Optional.ofNullable(header)
                .map(Syntax.RANGES::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Syntax.elements(matcher.group(1)))
                .filter(elements -> elements.size() == 1)
                .map(elements -> one(elements.getFirst(), size))
                .orElseGet(Whole::new);
    }

    private static ByteRange one(String element, long size) {
        var matcher = Syntax.RANGE.matcher(element);
        if (!matcher.matches()) {
            return new Whole();
        }
        var first = matcher.group(1);
        var last = matcher.group(2);
        return first.isEmpty() ? suffix(last, size) : stretch(first, last, size);
    }

    private static ByteRange stretch(String from, String last, long size) {
        if (!last.isEmpty() && isLess(last, from)) {
            return new Whole();
        }
        var first = number(from);
        if (first >= size) {
            return new Unsatisfiable();
        }
        return new Part(first, last.isEmpty() ? size - 1 : Math.min(number(last), size - 1));
    }

    private static ByteRange suffix(String length, long size) {
        if (length.isEmpty()) {
            return new Whole();
        }
        if (number(length) == 0) {
            return new Unsatisfiable();
        }
        // An empty file has no last bytes to name, but all of it is nothing.
        return size == 0 ? new Whole() : new Part(Math.max(0, size - number(length)), size - 1);
    }

    // Positions of any length, without the cost of reading them as numbers.
    private static boolean isLess(String one, String other) {
        var shorter = one.replaceFirst("^0+", "");
        var longer = other.replaceFirst("^0+", "");
        return shorter.length() == longer.length() ? shorter.compareTo(longer) < 0 : shorter.length() < longer.length();
    }

    // A position beyond what a long holds is beyond every file.
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /// The grammar. A list may hold empty elements, and blanks around its commas.
    final class Syntax {

        private static final Pattern RANGES = Pattern.compile("(?i:bytes)=([^\\s].*)");
        private static final Pattern RANGE = Pattern.compile("([0-9]*)-([0-9]*)");

        private Syntax() {}

        private static List<String> elements(String set) {
            return Arrays.stream(set.split("[ \\t]*,[ \\t]*", -1))
                    .filter(Predicate.not(String::isEmpty))
                    .toList();
        }
    }
}
