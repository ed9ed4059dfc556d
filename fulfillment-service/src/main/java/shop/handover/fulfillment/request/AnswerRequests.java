package shop.handover.fulfillment.request;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import shop.handover.fulfillment.mail.Declaration;
import shop.handover.fulfillment.mail.MailKind;
import shop.handover.fulfillment.mail.Notices;
import shop.handover.fulfillment.purchase.Bell;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Fact.Kind;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Purchases;
import shop.handover.fulfillment.purchase.Purchases.Recorded;
import shop.handover.fulfillment.request.Archive.Asked;
import shop.handover.fulfillment.request.Archive.Filed;
import shop.handover.fulfillment.request.Archive.Share;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.event.BuyerRequest;
import shop.handover.kit.stripe.Reference;

/// Answers what buyers ask for. Safe to repeat; a request that fits no purchase is answered to nobody.
@ApplicationScoped
public class AnswerRequests {

    private static final Logger LOG = Logger.getLogger(AnswerRequests.class);
    private static final Share THREE_A_DAY = new Share(3, Duration.ofDays(1));

    private final Archive archive;
    private final Purchases purchases;
    private final CatalogFile catalog;
    private final Notices notices;
    private final Bell bell;
    private final Clock clock;

    AnswerRequests(Archive archive, Purchases purchases, CatalogFile catalog, Notices notices, Bell bell, Clock clock) {
        this.archive = archive;
        this.purchases = purchases;
        this.catalog = catalog;
        this.notices = notices;
        this.bell = bell;
        this.clock = clock;
    }

    /// Fails only over trouble that will pass.
    public Uni<Void> answer(BuyerRequest request) {
        if (!catalog.current().shop().id().equals(request.shop()) || request.id() == null) {
            return Uni.createFrom().voidItem();
        }
        return switch (String.valueOf(request.kind())) {
            case BuyerRequest.FRESH_LINK ->
                archive.bySession(said(request.session())).chain(found -> mailLinks(found, request));
            case BuyerRequest.LOST_DOWNLOAD ->
                archive.byEmail(said(request.email())).chain(found -> mailLinks(found, request));
            case BuyerRequest.WITHDRAWAL ->
                archive.byEmail(said(request.email())).chain(found -> withdraw(found, request));
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> mailLinks(List<Filed> found, BuyerRequest request) {
        return owe(found.stream().filter(Filed::entitled).toList(), MailKind.FRESH_LINK, request, "");
    }

    // Who knows the order's number is the buyer, and his word counts at once. With an address alone anybody could end
    // somebody's download, so then a person decides.
    private Uni<Void> withdraw(List<Filed> found, BuyerRequest request) {
        var named = named(found, said(request.text()));
        var declared = new Declaration(
                Optional.ofNullable(request.askedAt()).orElseGet(clock::instant),
                said(request.name()),
                said(request.email()),
                said(request.text()));
        if (found.isEmpty()) {
            LOG.warnf("a withdrawal fits no purchase; request %s on topic requests", request.id());
            return notices.owe(declared, said(request.locale()), request.id()).replaceWithVoid();
        }
        var meant = named.map(List::of).orElse(found.stream().limit(1).toList());
        return named.map(purchase -> record(purchase, request))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> owe(meant, MailKind.WITHDRAWAL_RECEIVED, request, declared.kept()))
                .chain(() -> owe(meant, MailKind.WITHDRAWAL_NOTICE, request, declared.kept()));
    }

    private static Optional<Filed> named(List<Filed> found, String reference) {
        var typed = reference.toUpperCase(Locale.ROOT);
        return found.stream()
                .filter(purchase -> typed.contains(Reference.of(purchase.checkout()))
                        || reference.contains(purchase.checkout().value()))
                .findFirst();
    }

    private Uni<Void> record(Filed purchase, BuyerRequest request) {
        var withdrawn = Fact.of(Kind.WITHDRAWN, purchase.checkout().value(), clock.instant());
        var news = new News(
                "request-" + request.id(),
                BuyerRequest.WITHDRAWAL,
                purchase.paymentKey(),
                List.of(withdrawn),
                Optional.empty(),
                Optional.empty());
        return purchases.record(List.of(news)).invoke(bell::ring).replaceWithVoid();
    }

    private Uni<Void> owe(List<Filed> found, MailKind kind, BuyerRequest request, String detail) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(
                        purchase -> archive.owe(purchase, asked(kind, request, detail), THREE_A_DAY, clock.instant()))
                .filter(owed -> owed)
                .collect()
                .asList()
                .invoke(owed -> bell.ring(new Recorded(List.of(), List.of(), 0, owed.size())))
                .replaceWithVoid();
    }

    private static Asked asked(MailKind kind, BuyerRequest request, String detail) {
        return new Asked(kind, request.id(), detail);
    }

    private static String said(String text) {
        return text == null ? "" : text.strip();
    }
}
