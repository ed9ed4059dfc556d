package shop.handover.checkout.http;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.page.Page;

/// The pages of this service, checked against their templates when it is built.
@CheckedTemplate(basePath = "")
final class Templates {

    private Templates() {}

    static native TemplateInstance store(
            Page page,
            List<Card> cards,
            List<CurrencyCode> currencies,
            CurrencyCode chosen,
            long linkDays,
            Canonical canonical);

    static native TemplateInstance product(
            Page page,
            Card card,
            RawString description,
            ProductForm form,
            long linkDays,
            Canonical canonical,
            RawString searchData);

    static native TemplateInstance withdrawal(Page page, WithdrawalForm form);

    static native TemplateInstance withdrawalcheck(Page page, WithdrawalForm form);

    static native TemplateInstance withdrawaldone(Page page, String arrived);
}
