package shop.handover.fulfillment.qute;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.mail.Letterhead;
import shop.handover.fulfillment.mail.Page;
import shop.handover.fulfillment.mail.Samples;
import shop.handover.fulfillment.mail.Typesetter;
import shop.handover.kit.catalog.CatalogFile;

/// The two templates every mail is set with, and the shop's own in their place. Qute escapes whatever stands in
/// HTML.
@ApplicationScoped
class QuteTypesetter implements Typesetter {

    private static final Logger LOG = Logger.getLogger(QuteTypesetter.class);

    private final ShopTemplates own;

    /// @throws TemplatesRefused where one of the shop's files is no template of a mail
    QuteTypesetter(Engine engine, CatalogFile catalog) {
        this.own = ShopTemplates.beside(catalog.folder(), Samples.names(), engine);
    }

    @Override
    public String text(Page page, Letterhead head) {
        return set(page, head, ".txt", Text.mail(page, head))
                        .replaceAll("\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    @Override
    public String html(Page page, Letterhead head) {
        return set(page, head, ".html", Html.mail(page, head));
    }

    @Override
    public void proofread(Page page, Letterhead head) {
        own.proofread(page, head);
    }

    // The shop's templates were proofread at the start. Should one fail all the same over what a buyer typed, he gets
    // his mail in our look rather than none.
    private String set(Page page, Letterhead head, String ending, TemplateInstance ours) {
        var template = own.of(page.name(), ending);
        if (template.isEmpty()) {
            return ours.render();
        }
        try {
            return template.get().data("page", page).data("head", head).render();
        } catch (TemplateException e) {
            LOG.errorf("mails/%s%s failed, ours is used in its place: %s", page.name(), ending, e.getMessage());
            return ours.render();
        }
    }

    @CheckedTemplate(basePath = "text")
    static class Text {

        private Text() {}

        static native TemplateInstance mail(Page page, Letterhead head);
    }

    @CheckedTemplate(basePath = "html")
    static class Html {

        private Html() {}

        static native TemplateInstance mail(Page page, Letterhead head);
    }
}
