package shop.handover.fulfillment.mail;

/// Sets a page in the shop's look.
public interface Typesetter {

    /// As plain text, links on lines of their own.
    String text(Page page, String shop);

    /// As HTML for mail programs: tables, inlined styles, light and dark.
    String html(Page page, String shop);
}
