package shop.handover.fulfillment.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.handover.fulfillment.mail.Notice.AcknowledgedWithdrawal;
import shop.handover.fulfillment.mail.Notice.DailySummary;
import shop.handover.fulfillment.mail.Notice.Needs;
import shop.handover.fulfillment.mail.Notice.UnmatchedWithdrawal;
import shop.handover.fulfillment.purchase.PurchaseState;
import shop.handover.fulfillment.purchase.Sale;
import shop.handover.fulfillment.purchase.Sale.Buyer;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.money.CurrencyCode;
import shop.handover.kit.money.Money;
import shop.handover.kit.stripe.CheckoutId;

/// One mail of each kind, about a purchase nobody made: for looking at, and for trying the shop's own templates.
public final class Samples {

    private static final String BUYER = "buyer@example.com";

    private final Catalog catalog;
    private final String locale;
    private final Instant now;

    /// @param locale of the buyer
    Samples(Catalog catalog, String locale, Instant now) {
        this.catalog = catalog;
        this.locale = locale;
        this.now = now;
    }

    /// What each mail is called.
    public static Set<String> names() {
        return Stream.concat(
                        Arrays.stream(MailKind.values()).map(MailKind::template),
                        Stream.of("withdrawal-unmatched", "withdrawal-acknowledged", "daily-summary"))
                .collect(Collectors.toSet());
    }

    List<OwedMail> mails() {
        return Arrays.stream(MailKind.values()).map(this::mail).toList();
    }

    List<Notice> notices() {
        return List.of(
                new UnmatchedWithdrawal(declared()),
                new AcknowledgedWithdrawal(declared(), locale),
                new DailySummary(now, new Needs(1, 1, 2, 3, 1, 1, 0)));
    }

    private Declaration declared() {
        return new Declaration(now.minus(Duration.ofMinutes(3)), "Sample Buyer", BUYER, "HO-7K3M-9QTX");
    }

    private OwedMail mail(MailKind kind) {
        var sale = sale();
        var total = sale.total().minor();
        return switch (kind) {
            case REFUNDED, REFUND_NOTICE -> mail(kind, total, "", sale, state(Status.REFUNDED, total, ""));
            case DISPUTE_NOTICE -> mail(kind, 1, "", sale, state(Status.DISPUTED, 0, ""));
            case HELD_NOTICE ->
                mail(kind, 1, "", sale, state(Status.HELD, 0, "the session has not exactly one line item"));
            case BOUNCE_NOTICE -> mail(kind, 1, "the relay answered 550", sale, state(Status.PAID, 0, ""));
            case WITHDRAWAL_RECEIVED, WITHDRAWAL_NOTICE ->
                mail(kind, 1, "sample\n" + declared().kept(), sale, state(Status.WITHDRAWN, 0, ""));
            case CONFIRMATION, SALE, FRESH_LINK, PAYMENT_FAILED -> mail(kind, 1, "", sale, state(Status.PAID, 0, ""));
        };
    }

    private OwedMail mail(MailKind kind, long sequence, String detail, Sale sale, PurchaseState state) {
        return new OwedMail(1, kind, sequence, detail, 1, false, now, sale, state);
    }

    private static PurchaseState state(Status status, long refunded, String heldReason) {
        var entitled = status == Status.PAID;
        return new PurchaseState(status, entitled, entitled ? "" : status.name(), refunded, heldReason);
    }

    private Sale sale() {
        var product = product();
        var price = product.map(sold -> sold.firstPrice().least()).orElseGet(Samples::aPrice);
        return new Sale(
                new CheckoutId("cs_test_sample00000000000000000000000000000000"),
                catalog.shop().id(),
                product.map(Product::slug).orElse("sample"),
                product.map(Product::name).orElse("Sample"),
                new Buyer(BUYER, "Sample Buyer", "AT", locale),
                price,
                0,
                price,
                false,
                now.minus(Duration.ofMinutes(10)),
                consent(),
                "");
    }

    private Optional<Product> product() {
        return catalog.products().stream()
                .filter(product -> !product.prices().isEmpty())
                .findFirst();
    }

    private String consent() {
        return catalog.checkout()
                .consent()
                .map(consent -> consent.version() + " " + locale + " sha256:" + Agreement.digest(consent.in(locale))
                        + " " + now.minus(Duration.ofMinutes(12)))
                .orElse("");
    }

    private static Money aPrice() {
        return new Money(2900, CurrencyCode.of("eur").orElseThrow());
    }
}
