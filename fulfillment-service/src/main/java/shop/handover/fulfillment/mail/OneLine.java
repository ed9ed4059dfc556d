package shop.handover.fulfillment.mail;

/// Makes one line of whatever a stranger typed.
final class OneLine {

    private static final int LONGEST = 200;

    private OneLine() {}

    // Every control, format and separator character of Unicode: line breaks hide in U+0085, U+2028 and U+2029 too.
    static String of(String text) {
        var line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]+", " ")
                .replaceAll(" {2,}", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).stripTrailing() + "…";
    }
}
