package shop.handover.fulfillment.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import shop.handover.fulfillment.mail.Letter.Sender;
import shop.handover.fulfillment.mail.Notice.AcknowledgedWithdrawal;
import shop.handover.fulfillment.mail.Notice.DailySummary;
import shop.handover.fulfillment.mail.Notice.UnmatchedWithdrawal;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.colour.Accent;
import shop.handover.kit.language.Languages;
import shop.handover.kit.link.DownloadTokens;

/// Writes letters: decides to whom and from whom, and has the pages set.
@ApplicationScoped
class Secretary implements Letters {

    private final CatalogFile catalog;
    private final Languages languages;
    private final DownloadTokens tokens;
    private final Typesetter typesetter;
    private final Desk desk;
    private final Clock clock;

    Secretary(
            CatalogFile catalog,
            Languages languages,
            DownloadTokens tokens,
            Typesetter typesetter,
            Desk desk,
            Clock clock) {
        this.catalog = catalog;
        this.languages = languages;
        this.tokens = tokens;
        this.typesetter = typesetter;
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public void proofread() {
        for (var language : languages.all()) {
            var spoken = spoken(language.code());
            var head = head(spoken.shop());
            var samples = new Samples(spoken, language.code(), clock.instant());
            samples.mails().forEach(mail -> typesetter.proofread(page(spoken, mail, clock.instant()), head));
            samples.notices().forEach(notice -> typesetter.proofread(page(spoken.shop(), notice), head));
        }
    }

    @Override
    public Letter write(OwedMail mail, Instant now) {
        return letter(catalog.current(), mail, now);
    }

    @Override
    public Letter write(Notice notice, String key) {
        return letter(catalog.current().shop(), notice, key);
    }

    @Override
    public List<Sample> samples(Instant now) {
        return languages.all().stream()
                .flatMap(language -> samples(language.code(), now))
                .toList();
    }

    private Stream<Sample> samples(String language, Instant now) {
        var spoken = spoken(language);
        var samples = new Samples(spoken, language, now);
        return Stream.concat(
                samples.mails().stream()
                        .map(mail -> new Sample(mail.kind().template(), language, letter(spoken, mail, now))),
                samples.notices().stream()
                        .map(notice ->
                                new Sample(notice.template(), language, letter(spoken.shop(), notice, "sample"))));
    }

    // The catalog of a shop whose owner reads that language.
    private Catalog spoken(String language) {
        var now = catalog.current();
        return new Catalog(now.shop().speaking(language), now.checkout(), now.products(), now.coupons());
    }

    private Letter letter(Catalog sold, OwedMail mail, Instant now) {
        var shop = sold.shop();
        return letter(
                shop,
                mail.kind().name().toLowerCase(Locale.ROOT) + "." + mail.sequence() + "."
                        + mail.sale().checkout(),
                mail.kind().toBuyer() ? buyer(mail.sale()).orElseThrow(Secretary::noAddress) : shop.owner(),
                mail.kind().toBuyer() ? shop.support() : buyer(mail.sale()).orElse(shop.support()),
                page(sold, mail, now));
    }

    private Letter letter(Shop shop, Notice notice, String key) {
        var page = page(shop, notice);
        var id = notice.template() + "." + key;
        return switch (notice) {
            case UnmatchedWithdrawal(var declared) ->
                letter(shop, id, shop.owner(), usable(declared.email()).orElse(shop.support()), page);
            case AcknowledgedWithdrawal told ->
                letter(
                        shop,
                        id,
                        usable(told.declared().email()).orElseThrow(Secretary::noAddress),
                        shop.support(),
                        page);
            case DailySummary _ -> letter(shop, id, shop.owner(), shop.support(), page);
        };
    }

    private Page page(Catalog sold, OwedMail mail, Instant now) {
        return new Pages(sold, languages, desk, sale -> token(sale, now), clock.getZone()).of(mail, now);
    }

    private Page page(Shop shop, Notice notice) {
        return new NoticePages(shop, languages, desk, clock.getZone()).of(notice);
    }

    // The message id is the same for every try of one mail, and for no other.
    private Letter letter(Shop shop, String id, String to, String replyTo, Page page) {
        var from = desk.sender().orElse(shop.support());
        var head = head(shop);
        return new Letter(
                id + from.substring(from.indexOf('@')),
                new Sender(head.shop(), from),
                to,
                replyTo,
                OneLine.of(page.subject()),
                typesetter.text(page, head),
                typesetter.html(page, head));
    }

    private static Letterhead head(Shop shop) {
        return new Letterhead(OneLine.of(shop.name()), Accent.of(shop.accent()));
    }

    private String token(Sale sale, Instant now) {
        return tokens.issue(sale.checkout(), sale.productSlug(), now, desk.linkLifetime());
    }

    private static Optional<String> buyer(Sale sale) {
        return usable(sale.buyer().email());
    }

    private static Optional<String> usable(String email) {
        return Optional.of(email).filter(Address::looksRight);
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("the buyer's address is not one a mail can go to");
    }
}
