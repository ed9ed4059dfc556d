package shop.handover.fulfillment.qute;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import shop.handover.fulfillment.mail.Page;
import shop.handover.fulfillment.mail.Typesetter;

/// The two templates every mail is set with. Qute escapes whatever stands in the HTML one.
@ApplicationScoped
class QuteTypesetter implements Typesetter {

    @Override
    public String text(Page page, String shop) {
        return Text.mail(page, shop).render().replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    @Override
    public String html(Page page, String shop) {
        return Html.mail(page, shop).render();
    }

    @CheckedTemplate(basePath = "text")
    static class Text {

        private Text() {}

        static native TemplateInstance mail(Page page, String shop);
    }

    @CheckedTemplate(basePath = "html")
    static class Html {

        private Html() {}

        static native TemplateInstance mail(Page page, String shop);
    }
}
