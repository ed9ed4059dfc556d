package shop.handover.sandbox.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A PDF document with the three fonts every reader has, uncompressed and without dates, so that the same
/// pages always give the same bytes. Lengths are in points, measured from the lower left corner.
final class Pdf {

    static final int HELVETICA = 1;
    static final int BOLD = 2;
    static final int COURIER = 3;

    private final int width;
    private final int height;
    private final List<StringBuilder> pages = new ArrayList<>();

    Pdf(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Pdf newPage() {
        pages.add(new StringBuilder());
        return this;
    }

    Pdf text(int font, double size, double x, double y, String text) {
        return draw("BT /F%d %.1f Tf %.1f %.1f Td (%s) Tj ET", font, size, x, y, escaped(text));
    }

    Pdf fill(double red, double green, double blue) {
        return draw("%.3f %.3f %.3f rg", red, green, blue);
    }

    Pdf rectangle(double x, double y, double w, double h) {
        return draw("%.1f %.1f %.1f %.1f re f", x, y, w, h);
    }

    int pageCount() {
        return pages.size();
    }

    private Pdf draw(String operator, Object... operands) {
        pages.getLast().append(String.format(Locale.ROOT, operator, operands)).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    /// The document. Objects: 1 catalog, 2 page tree, 3–5 fonts, 6 information, then a page and its content in turn.
    byte[] bytes(String title) {
        List<String> objects = new ArrayList<>();
        var kids = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            kids.append(7 + 2 * i).append(" 0 R ");
        }
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [ " + kids + "] /Count " + pages.size() + " >>");
        for (String font : List.of("Helvetica", "Helvetica-Bold", "Courier")) {
            objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /" + font + " /Encoding /WinAnsiEncoding >>");
        }
        objects.add("<< /Title (" + escaped(title) + ") >>");
        for (int i = 0; i < pages.size(); i++) {
            objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height + "] /Contents "
                    + (8 + 2 * i) + " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>");
            objects.add("<< /Length " + pages.get(i).length() + " >>\nstream\n" + pages.get(i) + "endstream");
        }
        return file(objects);
    }

    private static byte[] file(List<String> objects) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n".getBytes(ISO_8859_1));
        var xref = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            xref.append(String.format(Locale.ROOT, "%010d 00000 n \n", out.size()));
            out.writeBytes(((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n").getBytes(ISO_8859_1));
        }
        String trailer = xref + "trailer\n<< /Size " + (objects.size() + 1) + " /Root 1 0 R /Info 6 0 R >>\nstartxref\n"
                + out.size() + "\n%%EOF\n";
        out.writeBytes(trailer.getBytes(ISO_8859_1));
        return out.toByteArray();
    }
}
