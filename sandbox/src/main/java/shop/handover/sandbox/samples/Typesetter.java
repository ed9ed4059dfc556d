package shop.handover.sandbox.samples;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines by the widths of Helvetica, which every PDF reader shares.
final class Typesetter {

    /// Widths of the characters 32 to 126 in thousandths of the font size (Adobe's Core 14 font metrics).
    private static final int[] HELVETICA = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584
    };

    private Typesetter() {}

    static List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && widthOf(line + " " + word) * size / 1000 > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static double widthOf(String text) {
        return text.chars()
                .map(c -> c >= 32 && c <= 126 ? HELVETICA[c - 32] : 556)
                .sum();
    }
}
