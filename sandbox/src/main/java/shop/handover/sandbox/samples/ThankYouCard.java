package shop.handover.sandbox.samples;

/// The card a supporter prints and puts on the wall: one page, A6 across.
final class ThankYouCard {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 298;

    private ThankYouCard() {}

    static byte[] pdf() {
        var card = new Pdf(WIDTH, HEIGHT).newPage();
        card.fill(0.043, 0.392, 0.447).rectangle(0, 0, WIDTH, HEIGHT);
        card.fill(0.961, 0.969, 0.969).rectangle(18, 18, WIDTH - 36.0, HEIGHT - 36.0);
        card.fill(0.043, 0.392, 0.447);
        centred(card, 38, 176, "Thank you");
        card.fill(0.059, 0.102, 0.110);
        centred(card, 13, 136, "You keep the free guides free.");
        centred(card, 13, 116, "Everyone who reads them owes you a little.");
        centred(card, 10, 48, "Community Supporter, 2026");
        return card.bytes("Community Supporter: a card to print");
    }

    private static void centred(Pdf card, double size, double y, String text) {
        double width = Typesetter.widthOf(text) * size / 1000;
        card.text(Pdf.HELVETICA, size, (WIDTH - width) / 2, y, text);
    }
}
