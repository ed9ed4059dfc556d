package shop.handover.fulfillment.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import shop.handover.fulfillment.mail.Letter.Sender;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.link.DownloadTokens;

/// Writes letters: decides to whom and from whom, and has the pages set.
@ApplicationScoped
class Secretary implements Letters {

    private final CatalogFile catalog;
    private final DownloadTokens tokens;
    private final Typesetter typesetter;
    private final Desk desk;
    private final Clock clock;

    Secretary(CatalogFile catalog, DownloadTokens tokens, Typesetter typesetter, Desk desk, Clock clock) {
        this.catalog = catalog;
        this.tokens = tokens;
        this.typesetter = typesetter;
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Letter write(OwedMail mail, Instant now) {
        var shop = catalog.current().shop();
        var page = new Pages(
                        catalog.current(),
                        desk.publicUrl(),
                        desk.linkLifetime(),
                        sale -> token(sale, now),
                        clock.getZone())
                .of(mail, now);
        return new Letter(
                messageId(mail, shop),
                new Sender(OneLine.of(shop.name()), desk.sender().orElse(shop.support())),
                mail.kind().toBuyer() ? buyer(mail.sale()).orElseThrow(Secretary::noAddress) : shop.owner(),
                mail.kind().toBuyer() ? shop.support() : buyer(mail.sale()).orElse(shop.support()),
                OneLine.of(page.subject()),
                typesetter.text(page, shop.name()),
                typesetter.html(page, shop.name()));
    }

    private String token(Sale sale, Instant now) {
        return tokens.issue(sale.checkout(), sale.productSlug(), now, desk.linkLifetime());
    }

    // The same for every try of one mail, and of no other.
    private String messageId(OwedMail mail, Shop shop) {
        var from = desk.sender().orElse(shop.support());
        return mail.kind().name().toLowerCase(java.util.Locale.ROOT) + "." + mail.sequence() + "."
                + mail.sale().checkout() + from.substring(from.indexOf('@'));
    }

    private static Optional<String> buyer(Sale sale) {
        return Optional.of(sale.buyer().email()).filter(Address::looksRight);
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("the buyer's address is not one a mail can go to");
    }
}
