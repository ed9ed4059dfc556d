package shop.handover.fulfillment.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.fulfillment.mail.Page.Quote;
import shop.handover.fulfillment.mail.Page.Row;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Sale.Buyer;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.kit.language.Languages;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// What a mail says to whom, in which words.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailPagesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String WORDING = "Ich verlange die sofortige Lieferung.";
    private static final String AGREED =
            "2026-06 de sha256:" + Agreement.digest(WORDING) + " " + NOON.minus(Duration.ofMinutes(1));
    private static final String CATALOG = """
            shop: {id: example, name: Shop, support: support@shop.example, owner: owner@shop.example, language: en}
            checkout: {consent: {version: 2026-06, text: {de: '%s'}}}
            products:
              - slug: book
                name: Book
                prices: [{currency: EUR, amount: 2900}]
                files:
                  - name: book.pdf
                    path: book.pdf
                    version: '1'
                    sha256: 2e3ca3d0477425c4f54943fe4a6ef4dd2eb896de126c59dbe8fcf9e0e02870b2
            """;

    @Test
    void a_buyer_is_written_to_in_the_language_of_his_session() {
        var page = page(MailKind.CONFIRMATION, "de-AT", AGREED, Languages.packaged(), WORDING);

        assertThat(page.subject()).isEqualTo("Ihr Download: Book");
        assertThat(page.order().rows())
                .contains(
                        Row.of("Datum", "23.\u00a0November\u00a02026, 13:00\u00a0Uhr\u00a0MEZ"),
                        Row.of("Book", "29,00\u00a0EUR"));
        assertThat(page.links().getFirst())
                .isEqualTo(new Page.Link("Vertrag widerrufen", "https://shop.example/store/withdrawal"));
    }

    @Test
    void an_owner_is_written_to_in_the_shops_language_and_reads_what_the_buyer_agreed_to() {
        var page = page(MailKind.SALE, "de", AGREED, Languages.packaged(), WORDING);

        assertThat(page.subject()).isEqualTo("29.00\u00a0EUR: Book");
        assertThat(page.order().rows()).contains(Row.of("Consent to delivery at once", "given, text version 2026-06"));
    }

    @Test
    void a_confirmation_repeats_what_the_buyer_agreed_to() {
        var page = page(MailKind.CONFIRMATION, "de", AGREED, Languages.packaged(), WORDING);

        assertThat(page.quote().text()).isEqualTo("„" + WORDING + "“");
        assertThat(page.quote().note()).contains("2026-06", "12:59", Agreement.digest(WORDING));
    }

    @Test
    void a_wording_that_was_changed_since_is_not_passed_off_as_the_one_agreed_to() {
        var page = page(MailKind.CONFIRMATION, "de", AGREED, Languages.packaged(), "Etwas anderes.");

        assertThat(page.quote().text()).isEmpty();
        assertThat(page.quote().note()).contains(Agreement.digest(WORDING));
    }

    @Test
    void where_nothing_was_agreed_to_nothing_is_repeated() {
        assertThat(page(MailKind.CONFIRMATION, "de", "", Languages.packaged(), WORDING)
                        .quote())
                .isEqualTo(Quote.NONE);
    }

    @Test
    void a_third_language_is_one_file_for_mails_too(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("words"));
        Files.writeString(
                folder.resolve("words/fr.properties"),
                "language.name = Français\nmail.confirmation.subject = Votre téléchargement : {0}\n");

        var page = page(MailKind.CONFIRMATION, "fr-CA", "", Languages.beside(folder), WORDING);

        assertThat(page.language()).isEqualTo("fr");
        assertThat(page.subject()).isEqualTo("Votre téléchargement : Book");
    }

    private static Page page(MailKind kind, String locale, String consent, Languages languages, String wording) {
        var desk = new Desk(URI.create("https://shop.example"), Duration.ofDays(30), Optional.empty());
        var pages = new Pages(
                CatalogReader.read("catalog.yaml", CATALOG.formatted(wording)),
                languages,
                desk,
                _ -> "token",
                ZoneId.of("Europe/Vienna"));
        var state = new PurchaseState(Status.PAID, true, "", 0, "");
        return pages.of(new OwedMail(1, kind, 1, "", 1, false, NOON, sale(locale, consent), state), NOON);
    }

    private static Sale sale(String locale, String consent) {
        var price = new Money(2900, CurrencyCode.of("eur").orElseThrow());
        return new Sale(
                new CheckoutId("cs_test_1"),
                "example",
                "book",
                "Book",
                new Buyer("buyer@example.com", "", "AT", locale),
                price,
                0,
                price,
                false,
                NOON,
                consent,
                "");
    }
}
