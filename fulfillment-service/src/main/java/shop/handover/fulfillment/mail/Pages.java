package shop.handover.fulfillment.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shop.handover.fulfillment.mail.Page.Button;
import shop.handover.fulfillment.mail.Page.Headline;
import shop.handover.fulfillment.mail.Page.Link;
import shop.handover.fulfillment.mail.Page.Quote;
import shop.handover.fulfillment.mail.Page.Row;
import shop.handover.fulfillment.mail.Page.Section;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.catalog.ProductFile;
import shop.handover.kit.language.Languages;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.Reference;

/// What each mail says. Pure but for the link, which counts its life from now. Longer than a screen, since it is
/// the one place where all mails can be read side by side.
final class Pages {

    private final Catalog catalog;
    private final Languages languages;
    private final Desk desk;
    private final Function<Sale, String> token;
    private final ZoneId zone;

    /// @param token the download token of a sale
    Pages(Catalog catalog, Languages languages, Desk desk, Function<Sale, String> token, ZoneId zone) {
        this.catalog = catalog;
        this.languages = languages;
        this.desk = desk;
        this.token = token;
        this.zone = zone;
    }

    Page of(OwedMail mail, Instant now) {
        var words = Words.of(
                languages,
                mail.kind().toBuyer()
                        ? buyersLanguage(mail.sale())
                        : catalog.shop().language(),
                zone);
        return switch (mail.kind()) {
            case CONFIRMATION -> withLink(mail, words, now, "confirmation");
            case FRESH_LINK -> withLink(mail, words, now, "fresh");
            case REFUNDED -> refunded(mail, words);
            case PAYMENT_FAILED -> paymentFailed(mail, words);
            case WITHDRAWAL_RECEIVED -> withdrawalReceived(mail, words);
            case SALE -> toOwner(mail, words, "sale", mail.sale().total(), List.of());
            case REFUND_NOTICE -> toOwner(mail, words, "refund", refund(mail), List.of());
            case DISPUTE_NOTICE ->
                toOwner(mail, words, "dispute", mail.sale().total(), List.of(words.say("dispute.lead")));
            case HELD_NOTICE ->
                toOwner(
                        mail,
                        words,
                        "held",
                        mail.sale().total(),
                        List.of(words.say("held.lead", Reasons.told(mail.state().heldReason(), words))));
            case BOUNCE_NOTICE ->
                toOwner(
                        mail,
                        words,
                        "bounce",
                        mail.sale().total(),
                        List.of(words.say("bounce.lead", Reasons.told(mail.detail(), words))));
            case WITHDRAWAL_NOTICE ->
                toOwner(mail, words, "withdrawn", mail.sale().total(), withdrawal(mail, words));
        };
    }

    private String buyersLanguage(Sale sale) {
        var locale = sale.buyer().locale();
        return locale.isEmpty() || locale.equals("auto") ? catalog.shop().language() : locale;
    }

    private Page withLink(OwedMail mail, Words words, Instant now, String kind) {
        var url = desk.site() + "/store/download?token="
                + URLEncoder.encode(token.apply(mail.sale()), StandardCharsets.UTF_8);
        var until = words.date(now.plus(desk.linkLifetime()));
        var files = files(mail.sale());
        var count = files.size() == 1 ? words.say("files.one") : words.say("files.many", files.size());
        return new Page(
                mail.kind().template(),
                words.language(),
                words.say(kind + ".subject", product(mail)),
                words.say("confirmation.preheader", count, until),
                "",
                new Headline(words.say(kind + ".headline"), ""),
                withDoubt(mail, words, List.of(words.say(kind + ".lead", product(mail)))),
                Button.needed(words.say("confirmation.button"), url, words.say("link.until", until)),
                new Section(
                        words.say("files.heading"),
                        files.stream().map(file -> row(words, file)).toList()),
                order(mail, words),
                consent(mail.sale(), words),
                List.of(words.say("foot.buyer", catalog.shop().support())),
                links(words));
    }

    private Page refunded(OwedMail mail, Words words) {
        var whole = mail.sequence() >= mail.sale().total().minor();
        return toBuyer(
                mail,
                words,
                words.say("refunded.subject", words.money(refund(mail)), product(mail)),
                words.say("refunded.headline"),
                words.say(
                        whole ? "refunded.all" : "refunded.part",
                        words.money(refund(mail)),
                        product(mail),
                        words.money(mail.sale().total())),
                Quote.NONE);
    }

    private Page paymentFailed(OwedMail mail, Words words) {
        var sale = mail.sale();
        var lead = words.say("failed.lead", words.money(sale.total()), product(mail));
        return new Page(
                mail.kind().template(),
                words.language(),
                words.say("failed.subject", product(mail)),
                words.say("failed.preheader"),
                "",
                new Headline(words.say("failed.headline"), ""),
                withDoubt(mail, words, List.of(lead)),
                Button.needed(
                        words.say("failed.button"),
                        desk.site() + "/store/p/" + sale.productSlug(),
                        words.say("failed.note")),
                Section.NONE,
                new Section(
                        words.say("order.heading"),
                        List.of(
                                Row.of(words.say("order.reference"), Reference.of(sale.checkout())),
                                Row.of(product(mail), words.money(sale.total())),
                                new Row(
                                        words.say("order.paid"),
                                        "",
                                        words.money(new Money(0, sale.currency())),
                                        true))),
                Quote.NONE,
                List.of(words.say("foot.buyer", catalog.shop().support())),
                links(words));
    }

    // An address alone ends nothing: then a person decides, and the mail promises no more than that.
    private Page withdrawalReceived(OwedMail mail, Words words) {
        var decided = mail.state().status() == Status.WITHDRAWN;
        var declared = declared(mail);
        var arrived = declared.map(Declaration::at).orElse(mail.owedAt());
        var lead = words.say("withdrawal.lead", product(mail), words.time(arrived)) + " "
                + words.say(decided ? "withdrawal.ended" : "withdrawal.checked");
        return toBuyer(
                mail,
                words,
                words.say("withdrawal.subject"),
                words.say("withdrawal.headline"),
                lead,
                declared.map(said -> new Quote(
                                words.say("withdrawal.said"),
                                words.say("quoted", said.name() + ", " + said.email() + ": " + said.text()),
                                ""))
                        .orElse(Quote.NONE));
    }

    // After the request's id, which tells repeats apart.
    private static Optional<Declaration> declared(OwedMail mail) {
        return Declaration.of(mail.detail().substring(mail.detail().indexOf('\n') + 1));
    }

    private static List<String> withdrawal(OwedMail mail, Words words) {
        var decided = mail.state().status() == Status.WITHDRAWN;
        var lead = words.say(decided ? "withdrawn.lead" : "withdrawn.undecided");
        return declared(mail)
                .map(declared -> List.of(
                        lead, words.say("withdrawn.said", declared.name(), words.time(declared.at()), declared.text())))
                .orElse(List.of(lead));
    }

    private Page toBuyer(OwedMail mail, Words words, String subject, String headline, String lead, Quote quote) {
        return new Page(
                mail.kind().template(),
                words.language(),
                subject,
                lead,
                "",
                new Headline(headline, ""),
                withDoubt(mail, words, List.of(lead)),
                Button.NONE,
                Section.NONE,
                order(mail, words),
                quote,
                List.of(words.say("foot.buyer", catalog.shop().support())),
                links(words));
    }

    private Page toOwner(OwedMail mail, Words words, String kind, Money amount, List<String> leads) {
        var paragraphs = new ArrayList<>(List.of(product(mail)));
        paragraphs.addAll(leads);
        var foot = Address.looksRight(mail.sale().buyer().email())
                ? List.of(words.say("sale.foot"), words.say("owner.foot"))
                : List.of(words.say("owner.foot"));
        return new Page(
                mail.kind().template(),
                words.language(),
                words.say(kind + ".subject", words.money(amount), product(mail)),
                kind.equals("sale")
                        ? words.say(
                                "sale.preheader", OneLine.of(mail.sale().buyer().email()))
                        : "",
                words.say(kind + ".eyebrow"),
                new Headline(words.amount(amount), amount.currency().display()),
                withDoubt(mail, words, paragraphs),
                new Button(words.say("owner.stripe"), dashboard(mail.sale()), "", false),
                Section.NONE,
                new Section("", ownerRows(mail.sale(), words)),
                Quote.NONE,
                foot,
                List.of());
    }

    private List<Row> ownerRows(Sale sale, Words words) {
        var rows = new ArrayList<Row>();
        var name = OneLine.of(sale.buyer().name());
        var email = OneLine.of(sale.buyer().email());
        rows.add(Row.of(words.say("owner.buyer"), name.isEmpty() ? email : name + ", " + email));
        if (!sale.buyer().country().isEmpty()) {
            rows.add(Row.of(
                    words.say("owner.country"), words.country(sale.buyer().country())));
        }
        rows.addAll(taxRow(sale, words));
        rows.add(Row.of(words.say("owner.time"), words.time(sale.paidAt())));
        rows.add(Row.of(
                words.say("owner.consent"),
                sale.consent().isEmpty()
                        ? words.say("owner.consent.none")
                        : words.say(
                                "owner.consent.given",
                                Agreement.of(sale.consent()).version())));
        rows.add(Row.of(words.say("order.reference"), Reference.of(sale.checkout())));
        return rows;
    }

    private Section order(OwedMail mail, Words words) {
        var sale = mail.sale();
        var rows = new ArrayList<Row>();
        rows.add(Row.of(words.say("order.reference"), Reference.of(sale.checkout())));
        rows.add(Row.of(words.say("order.date"), words.time(sale.paidAt())));
        rows.add(Row.of(product(mail), words.money(sale.subtotal())));
        var discount = sale.subtotal().minor() + sale.tax() - sale.total().minor();
        if (discount > 0 && sale.subtotal().minor() > sale.total().minor()) {
            var off = new Money(sale.subtotal().minor() - sale.total().minor(), sale.currency());
            rows.add(Row.of(words.say("order.discount"), "−" + words.money(off)));
        }
        rows.addAll(taxRow(sale, words));
        rows.add(new Row(words.say("order.paid"), "", words.money(sale.total()), true));
        if (mail.state().refunded() > 0) {
            var back = new Money(mail.state().refunded(), sale.currency());
            rows.add(Row.of(words.say("order.refunded"), words.money(back)));
        }
        return new Section(words.say("order.heading"), rows);
    }

    private static List<Row> taxRow(Sale sale, Words words) {
        return sale.tax() == 0
                ? List.of()
                : List.of(Row.of(words.say("order.tax"), words.money(new Money(sale.tax(), sale.currency()))));
    }

    private List<ProductFile> files(Sale sale) {
        return catalog.product(sale.productSlug()).map(Product::files).orElse(List.of());
    }

    private static Row row(Words words, ProductFile file) {
        var version = words.say("files.version", file.version());
        return new Row(
                file.name(),
                file.type().isEmpty() ? version : file.type() + " · " + version,
                file.size().isPresent() ? words.size(file.size().getAsLong()) : "",
                false);
    }

    // The wording itself is the catalog's, while its digest is the one agreed to; else the digest alone is told.
    private Quote consent(Sale sale, Words words) {
        if (sale.consent().isEmpty()) {
            return Quote.NONE;
        }
        var agreement = Agreement.of(sale.consent());
        var text = catalog.checkout()
                .consent()
                .map(consent -> consent.in(agreement.language()))
                .filter(agreement::isTo)
                .map(wording -> words.say("quoted", wording))
                .orElse("");
        var note = words.say(
                "consent.note",
                agreement.version(),
                words.time(agreement.at().orElse(sale.paidAt())),
                agreement.digest());
        return new Quote(words.say("consent.heading"), text, note);
    }

    private List<Link> links(Words words) {
        var links = new ArrayList<Link>();
        links.add(new Link(words.say("link.withdraw"), desk.site() + "/store/withdrawal"));
        add(links, words.say("link.terms"), catalog.shop().links().terms());
        add(links, words.say("link.privacy"), catalog.shop().links().privacy());
        add(links, words.say("link.imprint"), catalog.shop().links().imprint());
        return links;
    }

    private static void add(List<Link> links, String label, Optional<String> url) {
        url.ifPresent(there -> links.add(new Link(label, there)));
    }

    private static List<String> withDoubt(OwedMail mail, Words words, List<String> paragraphs) {
        if (!mail.inDoubt()) {
            return paragraphs;
        }
        var more = new ArrayList<>(paragraphs);
        more.add(words.say("doubt"));
        return more;
    }

    private static String product(OwedMail mail) {
        return OneLine.of(mail.sale().productName());
    }

    private static Money refund(OwedMail mail) {
        return new Money(mail.sequence(), mail.sale().currency());
    }

    private static String dashboard(Sale sale) {
        return "https://dashboard.stripe.com/" + (sale.livemode() ? "" : "test/") + "search?query=" + sale.checkout();
    }
}
