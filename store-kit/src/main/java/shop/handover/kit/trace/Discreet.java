package shop.handover.kit.trace;

import java.util.regex.Pattern;

/// Takes out of texts for operators what opens a purchase: the queries of addresses, and download links wherever they
/// stand.
final class Discreet {

    private static final Pattern QUERY = Pattern.compile("(/[^\\s?]*)\\?\\S+");
    private static final Pattern SECRET = Pattern.compile(
            "v1\\.[A-Za-z0-9]{1,16}\\.[\\w-]{8,}\\.[\\w-]+|(?<=\\b(token|session_id)(=|%3[Dd]))[^\\s&]+");
    private static final int DEEPEST = 20;

    private Discreet() {}

    /// The same text without them.
    static String text(String text) {
        var bare = text.indexOf('?') < 0 ? text : QUERY.matcher(text).replaceAll("$1?…");
        return bare.contains("v1.") || bare.contains("token") || bare.contains("session_id")
                ? SECRET.matcher(bare).replaceAll("…")
                : bare;
    }

    /// The same fault, or where it or one of its causes says too much, one that looks like it.
    static Throwable fault(Throwable fault) {
        return isDiscreet(fault, 0) ? fault : new Told(fault, 0);
    }

    private static boolean isDiscreet(Throwable fault, int depth) {
        return fault == null
                || depth < DEEPEST
                        && text(fault.toString()).equals(fault.toString())
                        && isDiscreet(fault.getCause(), depth + 1);
    }

    private static final class Told extends Throwable {

        private static final long serialVersionUID = 1L;

        private final String words;

        Told(Throwable fault, int depth) {
            super(
                    text(String.valueOf(fault.getMessage())),
                    fault.getCause() == null || depth == DEEPEST ? null : new Told(fault.getCause(), depth + 1));
            this.words = text(fault.toString());
            setStackTrace(fault.getStackTrace());
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
