package shop.handover.fulfillment.command;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import shop.handover.fulfillment.delivery.Deliveries;
import shop.handover.fulfillment.purchase.Erasure;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Refunds;
import shop.handover.fulfillment.purchase.Register;
import shop.handover.fulfillment.purchase.Register.Entry;
import shop.handover.fulfillment.purchase.Release;
import shop.handover.fulfillment.purchase.Status;
import shop.handover.kit.event.FileDelivery;

/// `purchase show|release|refund|erase ID`, where the id is a session's (`cs_…`) or a payment intent's (`pi_…`). Shows
/// no personal data: the buyer is in Stripe's dashboard.
@ApplicationScoped
class PurchaseCommand {

    private static final String USAGE = "usage: purchase show | release | refund | erase, followed by cs_… or pi_…";

    private final Register register;
    private final Release release;
    private final Refunds refunds;
    private final Deliveries deliveries;
    private final Erasure erasure;

    PurchaseCommand(Register register, Release release, Refunds refunds, Deliveries deliveries, Erasure erasure) {
        this.erasure = erasure;
        this.register = register;
        this.release = release;
        this.refunds = refunds;
        this.deliveries = deliveries;
    }

    Verdict run(List<String> arguments) {
        if (arguments.size() != 2 || !arguments.get(1).matches("(cs|pi)_\\w{1,200}")) {
            return Verdict.misused(USAGE);
        }
        var id = arguments.get(1);
        return switch (arguments.getFirst()) {
            case "show" -> with(id, this::show);
            case "release" -> with(id, this::release);
            case "refund" -> with(id, this::refund);
            case "erase" -> with(id, this::erase);
            default -> Verdict.misused(USAGE);
        };
    }

    private Verdict with(String id, Function<Entry, Uni<Verdict>> deed) {
        return Verdict.of(
                "purchase", register.find(id).chain(found -> found.map(deed).orElseGet(() -> unknown(id))), v -> v);
    }

    private static Uni<Verdict> unknown(String id) {
        return Uni.createFrom()
                .item(Verdict.failed(
                        List.of(), "purchase: there is none by " + id + "; if Stripe shows it as paid, run ledger"));
    }

    private Uni<Verdict> show(Entry entry) {
        return deliveries.of(entry.sale().checkout().value()).map(fetched -> shown(entry, fetched));
    }

    private static Verdict shown(Entry entry, List<Deliveries.Entry> fetched) {
        var sale = entry.sale();
        var details = Stream.of(
                        Stream.of(
                                "  session   " + sale.checkout(),
                                "  payment   " + entry.paymentKey(),
                                "  product   " + sale.productSlug(),
                                "  total     " + sale.total(),
                                "  paid at   " + sale.paidAt()),
                        entry.facts().stream().map(PurchaseCommand::line),
                        entry.mails().stream().map(mail -> "  mail      " + mail),
                        Stream.of(fetched(fetched)),
                        fetched.stream().map(PurchaseCommand::line))
                .flatMap(lines -> lines)
                .toList();
        return Verdict.done(details, "purchase: " + standing(entry));
    }

    private static String line(Fact fact) {
        return "  fact      " + fact.at() + " " + fact.kind() + " " + fact.object()
                + (fact.amount() > 0 ? " " + fact.amount() : "")
                + (fact.reason().isEmpty() ? "" : " (" + fact.reason() + ")");
    }

    private static String fetched(List<Deliveries.Entry> fetched) {
        if (fetched.isEmpty()) {
            return "  fetched   nothing that we were told of";
        }
        return "  fetched   "
                + fetched.stream().mapToLong(Deliveries.Entry::sent).sum() + " bytes in "
                + fetched.size() + (fetched.size() == 1 ? " answer" : " answers") + ", networks: "
                + fetched.stream().map(Deliveries.Entry::network).distinct().count();
    }

    private static String line(Deliveries.Entry one) {
        return "  fetched   " + one.at() + " " + one.file() + " " + outcome(one) + " network " + one.network();
    }

    private static String outcome(Deliveries.Entry one) {
        return switch (one.outcome()) {
            case "" -> "under way, or its end was lost";
            case FileDelivery.HANDED_OVER -> "left to " + one.via();
            default ->
                one.outcome() + " " + one.sent() + " bytes" + (one.first() > 0 ? " from " + one.first() : "") + " of "
                        + one.size();
        };
    }

    private static String standing(Entry entry) {
        var state = entry.state();
        return state.status()
                + (state.entitled() ? ", the files may be downloaded" : ", no files are handed out")
                + (state.status() == Status.HELD ? "; decide with purchase release or purchase refund" : "");
    }

    private Uni<Verdict> release(Entry entry) {
        if (entry.state().status() != Status.HELD) {
            return Uni.createFrom()
                    .item(Verdict.failed(
                            List.of(),
                            "purchase: it is not held but " + entry.state().status()
                                    + "; there is nothing to release"));
        }
        return release.release(entry)
                .chain(() -> register.find(entry.sale().checkout().value()))
                .map(Optional::orElseThrow)
                .map(now ->
                        Verdict.done(List.of(), "purchase: released, it is " + standing(now) + "; the mails follow"));
    }

    private Uni<Verdict> refund(Entry entry) {
        if (!entry.paymentKey().startsWith("pi_")) {
            return Uni.createFrom()
                    .item(Verdict.failed(List.of(), "purchase: it was free, there is nothing to send back"));
        }
        return refunds.refund(entry.paymentKey())
                .map(id -> Verdict.done(
                        List.of(), "purchase: " + id + " is on its way back; Stripe's event withdraws the files"));
    }

    private Uni<Verdict> erase(Entry entry) {
        return erasure.erase(entry.paymentKey())
                .map(erased -> Verdict.done(
                        List.of(),
                        erased
                                ? "purchase: the buyer is forgotten here, in Kafka within seven days; Stripe and your"
                                        + " mail program still know him"
                                : "purchase: the buyer was forgotten before"));
    }
}
