package shop.handover.fulfillment.mail;

/// Sets a page in the shop's look: with a template of its own where it has one, else with ours.
public interface Typesetter {

    /// As plain text, links on lines of their own.
    String text(Page page, Letterhead head);

    /// As HTML for mail programs: tables, inlined styles, light and dark.
    String html(Page page, Letterhead head);

    /// Tries the shop's own templates on a page.
    ///
    /// @throws RuntimeException where one cannot set it, naming file, line and reason
    void proofread(Page page, Letterhead head);
}
