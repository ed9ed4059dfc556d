package shop.handover.download.http;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import shop.handover.page.Page;

/// The pages of this service, checked against their templates when it is built.
@CheckedTemplate(basePath = "")
final class Templates {

    private Templates() {}

    static native TemplateInstance success(Page page, ReadyPage ready);

    static native TemplateInstance processing(Page page, ProcessingPage processing);

    static native TemplateInstance download(Page page, FileRows files, String until);

    static native TemplateInstance told(Page page, Trouble trouble);

    static native TemplateInstance lostdownload(Page page, boolean faulty, String email);

    static native TemplateInstance sent(Page page);
}
