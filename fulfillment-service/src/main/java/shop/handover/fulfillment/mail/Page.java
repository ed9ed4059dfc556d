package shop.handover.fulfillment.mail;

import java.util.List;

/// What a mail says, in the order in which it says it. One page is shown twice, as text and as HTML, so that
/// both parts hold the same facts. All texts are plain; showing them escapes them. Empty ones are left out.
///
/// @param name of the mail, `confirmation` or `daily-summary`: what a template of the shop's own is called
/// @param language ISO 639 code
/// @param preheader what the inbox shows after the subject
/// @param eyebrow a word above the headline
/// @param headline the one big line: what happened, or the amount
/// @param foot how to reach us, and how to withdraw
public record Page(
        String name,
        String language,
        String subject,
        String preheader,
        String eyebrow,
        Headline headline,
        List<String> paragraphs,
        Button button,
        Section files,
        Section order,
        Quote quote,
        List<String> foot,
        List<Link> links) {

    /// @param unit set smaller behind the text: a currency
    public record Headline(String text, String unit) {}

    /// @param note what follows it in small: until when it works
    /// @param needed whether the mail is sent for its sake: a template of the shop's that leaves it out is refused
    public record Button(String label, String url, String note, boolean needed) {

        /// No button.
        public static final Button NONE = new Button("", "", "", false);

        /// The button a mail is sent for.
        static Button needed(String label, String url, String note) {
            return new Button(label, url, note, true);
        }
    }

    /// A table with a heading.
    public record Section(String heading, List<Row> rows) {

        /// No table.
        public static final Section NONE = new Section("", List.of());
    }

    /// @param detail beneath the label, in small
    /// @param strong whether it is the sum of the ones above
    public record Row(String label, String detail, String value, boolean strong) {

        /// A plain row.
        public static Row of(String label, String value) {
            return new Row(label, "", value, false);
        }
    }

    /// What the buyer agreed to.
    public record Quote(String heading, String text, String note) {

        /// Nothing.
        public static final Quote NONE = new Quote("", "", "");
    }

    /// A link of the foot.
    public record Link(String label, String url) {}
}
