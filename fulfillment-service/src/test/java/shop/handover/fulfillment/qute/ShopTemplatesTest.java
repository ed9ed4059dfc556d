package shop.handover.fulfillment.qute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.qute.Engine;
import io.quarkus.qute.ReflectionValueResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.fulfillment.mail.Letterhead;
import shop.handover.fulfillment.mail.Page;
import shop.handover.fulfillment.mail.Page.Button;
import shop.handover.fulfillment.mail.Page.Headline;
import shop.handover.fulfillment.mail.Page.Quote;
import shop.handover.fulfillment.mail.Page.Section;
import shop.handover.fulfillment.mail.Samples;
import shop.handover.kit.colour.Accent;

/// A shop's own templates: used where they can be, refused where they cannot.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShopTemplatesTest {

    private static final Letterhead HEAD = new Letterhead("Shop", Accent.of("#0b6472"));
    private static final Page CONFIRMATION = new Page(
            "confirmation",
            "en",
            "Your download: X",
            "",
            "",
            new Headline("<b>", ""),
            List.of(),
            new Button("Open", "https://shop.example/store/download?token=v1.a", "", true),
            Section.NONE,
            Section.NONE,
            Quote.NONE,
            List.of(),
            List.of());

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new io.quarkus.qute.HtmlEscaper(List.of("text/html")))
            .build();

    @TempDir
    Path folder;

    @Test
    void a_template_of_one_mail_counts_before_one_of_all() throws IOException {
        write("mail.html", "all {page.button.url}");
        write("confirmation.html", "one {page.headline.text} {page.button.url}");

        var templates = ShopTemplates.beside(folder, Samples.names(), engine);

        assertThat(templates
                        .of("sale", ".html")
                        .orElseThrow()
                        .data("page", CONFIRMATION)
                        .render())
                .startsWith("all ");
        assertThat(templates
                        .of("confirmation", ".html")
                        .orElseThrow()
                        .data("page", CONFIRMATION)
                        .render())
                .startsWith("one &lt;b&gt; ");
        assertThat(templates.of("confirmation", ".txt")).isEmpty();
    }

    @Test
    void without_a_folder_all_is_ours() {
        assertThat(ShopTemplates.beside(folder, Samples.names(), engine).of("sale", ".html"))
                .isEmpty();
    }

    @Test
    void what_is_no_template_is_refused_with_file_line_and_reason() throws IOException {
        write("confirmation.html", "first line\n{#if page.subject}\nnever closed");
        write("confirmaton.html", "misspelt");

        assertThatThrownBy(() -> ShopTemplates.beside(folder, Samples.names(), engine))
                .isInstanceOf(TemplatesRefused.class)
                .hasMessageContaining("mails/confirmation.html:3: ")
                .hasMessageContaining("mails/confirmaton.html:1: there is no mail of this name");
    }

    @Test
    void a_template_that_asks_for_what_there_is_not_is_refused_before_a_buyer_waits_for_it() throws IOException {
        write("confirmation.html", "{page.button.url}\n\n{page.sbject}");
        var templates = ShopTemplates.beside(folder, Samples.names(), engine);

        assertThatThrownBy(() -> templates.proofread(CONFIRMATION, HEAD))
                .isInstanceOf(TemplatesRefused.class)
                .hasMessageContaining("mails/confirmation.html:3: ")
                .hasMessageContaining("sbject");
    }

    @Test
    void a_template_that_loses_the_link_is_refused() throws IOException {
        write("mail.txt", "Thank you, {head.shop}");
        var templates = ShopTemplates.beside(folder, Samples.names(), engine);

        assertThatThrownBy(() -> templates.proofread(CONFIRMATION, HEAD))
                .hasMessageContaining("mails/mail.txt:1: leaves out {page.button.url} in the mail \"confirmation\"");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("mails")).resolve(name), text);
    }
}
