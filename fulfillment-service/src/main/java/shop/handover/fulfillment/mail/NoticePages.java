package shop.handover.fulfillment.mail;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import shop.handover.fulfillment.mail.Notice.AcknowledgedWithdrawal;
import shop.handover.fulfillment.mail.Notice.DailySummary;
import shop.handover.fulfillment.mail.Notice.Needs;
import shop.handover.fulfillment.mail.Notice.UnmatchedWithdrawal;
import shop.handover.fulfillment.mail.Page.Button;
import shop.handover.fulfillment.mail.Page.Headline;
import shop.handover.fulfillment.mail.Page.Link;
import shop.handover.fulfillment.mail.Page.Quote;
import shop.handover.fulfillment.mail.Page.Row;
import shop.handover.fulfillment.mail.Page.Section;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.language.Languages;

/// What the mails say that belong to no purchase. Pure.
final class NoticePages {

    private final Shop shop;
    private final Languages languages;
    private final Desk desk;
    private final ZoneId zone;

    NoticePages(Shop shop, Languages languages, Desk desk, ZoneId zone) {
        this.shop = shop;
        this.languages = languages;
        this.desk = desk;
        this.zone = zone;
    }

    Page of(Notice notice) {
        return switch (notice) {
            case UnmatchedWithdrawal(var declared) -> unmatched(notice, declared, words(shop.language()));
            case AcknowledgedWithdrawal(var declared, var locale) -> acknowledged(notice, declared, words(locale));
            case DailySummary day -> summary(notice, day.needs(), words(shop.language()));
        };
    }

    private Words words(String tag) {
        return Words.of(languages, tag, zone);
    }

    private Page unmatched(Notice notice, Declaration declared, Words words) {
        var foot = Address.looksRight(declared.email())
                ? List.of(words.say("unmatched.foot"), words.say("owner.foot"))
                : List.of(words.say("owner.foot"));
        return new Page(
                notice.template(),
                words.language(),
                words.say("unmatched.subject"),
                words.say("unmatched.preheader"),
                words.say("withdrawn.eyebrow"),
                new Headline(words.say("unmatched.headline"), ""),
                List.of(words.say("unmatched.lead")),
                Button.NONE,
                Section.NONE,
                new Section("", rows(declared, declared.text(), words)),
                Quote.NONE,
                foot,
                List.of());
    }

    private Page acknowledged(Notice notice, Declaration declared, Words words) {
        return new Page(
                notice.template(),
                words.language(),
                words.say("withdrawal.subject"),
                words.say("acknowledged.preheader"),
                "",
                new Headline(words.say("withdrawal.headline"), ""),
                List.of(words.say("acknowledged.lead", words.time(declared.at()))),
                Button.NONE,
                Section.NONE,
                new Section(words.say("withdrawal.said"), rows(declared, withoutAddresses(declared.text()), words)),
                Quote.NONE,
                List.of(words.say("foot.buyer", shop.support()), words.say("acknowledged.foot")),
                List.of(new Link(words.say("link.withdraw"), desk.site() + "/store/withdrawal")));
    }

    private static List<Row> rows(Declaration declared, String text, Words words) {
        return List.of(
                Row.of(words.say("declared.name"), withoutAddresses(declared.name())),
                Row.of(words.say("declared.contract"), text),
                Row.of(words.say("declared.email"), declared.email()),
                Row.of(words.say("declared.at"), words.time(declared.at())));
    }

    // Anyone can type anything for anyone: this mail must not carry a stranger's advertisement.
    private static String withoutAddresses(String typed) {
        return typed.replaceAll("(?i)\\S*(://|www\\.|\\w\\.[a-z]{2,})\\S*", "[…]");
    }

    private Page summary(Notice notice, Needs needs, Words words) {
        var rows = new ArrayList<Row>();
        add(rows, words, "held", needs.held());
        add(rows, words, "disputed", needs.disputed());
        add(rows, words, "withdrawn", needs.withdrawn());
        add(rows, words, "mails", needs.failedMails());
        add(rows, words, "letters", needs.deadLetters());
        add(rows, words, "unexplained", needs.unexplained());
        add(rows, words, "ledger", needs.ledgerHours());
        var subject = needs.kinds() == 1 ? words.say("summary.one") : words.say("summary.many", needs.kinds());
        return new Page(
                notice.template(),
                words.language(),
                subject,
                String.join(
                        ", ",
                        rows.stream()
                                .map(row -> row.label() + " " + row.value())
                                .toList()),
                words.say("summary.eyebrow"),
                new Headline(subject, ""),
                List.of(words.say("summary.lead")),
                Button.NONE,
                Section.NONE,
                new Section("", rows),
                Quote.NONE,
                List.of(words.say("summary.foot"), words.say("owner.foot")),
                List.of());
    }

    private static void add(List<Row> rows, Words words, String need, long count) {
        if (count > 0) {
            rows.add(new Row(
                    words.say("summary." + need), words.say("summary." + need + ".do"), String.valueOf(count), false));
        }
    }
}
