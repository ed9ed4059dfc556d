package shop.handover.sandbox.samples;

import shop.handover.sandbox.samples.Manuscript.Block;

/// Sets a manuscript on A4 pages: a title page, then the text with page numbers.
final class PdfBook {

    private static final int WIDTH = 595;
    private static final int HEIGHT = 842;
    private static final double MARGIN = 72;
    private static final double FLOOR = 80;

    private final Pdf pdf = new Pdf(WIDTH, HEIGHT);
    private double y;

    byte[] print(Manuscript manuscript) {
        titlePage(manuscript.title());
        turnPage();
        manuscript.blocks().forEach(this::set);
        return pdf.bytes(manuscript.title());
    }

    private void titlePage(String title) {
        pdf.newPage().fill(0.043, 0.392, 0.447).rectangle(0, 520, WIDTH, 322).fill(1, 1, 1);
        double line = 640;
        for (String part : Typesetter.wrap(title, 34, WIDTH - 2 * MARGIN)) {
            pdf.text(Pdf.BOLD, 34, MARGIN, line, part);
            line -= 40;
        }
        pdf.fill(0.059, 0.102, 0.110).text(Pdf.HELVETICA, 12, MARGIN, 480, "A sample product of the example shop.");
    }

    private void turnPage() {
        pdf.newPage().fill(0.059, 0.102, 0.110);
        pdf.text(Pdf.HELVETICA, 9, WIDTH - MARGIN - 12, 44, String.valueOf(pdf.pageCount()));
        y = HEIGHT - MARGIN;
    }

    private void set(Block block) {
        switch (block) {
            case Block.Heading heading -> {
                need(90);
                y -= 18;
                line(Pdf.BOLD, 16, 24, heading.text());
            }
            case Block.Paragraph paragraph -> {
                Typesetter.wrap(paragraph.text(), 11, WIDTH - 2 * MARGIN)
                        .forEach(text -> line(Pdf.HELVETICA, 11, 16, text));
                y -= 8;
            }
            case Block.Listing listing -> {
                listing.lines().forEach(text -> line(Pdf.COURIER, 9.5, 13, text));
                y -= 8;
            }
        }
    }

    private void line(int font, double size, double leading, String text) {
        need(leading);
        pdf.text(font, size, MARGIN, y, text);
        y -= leading;
    }

    private void need(double room) {
        if (y - room < FLOOR) {
            turnPage();
        }
    }
}
