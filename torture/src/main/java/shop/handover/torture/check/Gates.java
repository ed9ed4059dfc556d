package shop.handover.torture.check;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import shop.handover.torture.mail.Taken;
import shop.handover.torture.scenario.Expected;
import shop.handover.torture.scenario.Kind;
import shop.handover.torture.scenario.Mood;
import shop.handover.torture.tell.Attempt;

/// The gates of a run: pure, from what the run left behind. Longer than a screen: each gate is one method, side by
/// side.
public final class Gates {

    // Between reading that a purchase is entitled and reaching the relay a courier needs a moment.
    private static final Duration COURIERS_MOMENT = Duration.ofSeconds(2);

    private final Evidence evidence;
    private final Map<String, Row> rows;
    private final Map<String, Collection<FactRow>> facts = new HashMap<>();

    private Gates(Evidence evidence) {
        this.evidence = evidence;
        this.rows = evidence.rows().stream().collect(toMap(Row::session, Function.identity(), (a, _) -> a));
        evidence.facts()
                .forEach(fact -> facts.computeIfAbsent(fact.paymentKey(), _ -> new ArrayList<>())
                        .add(fact));
    }

    /// Looks at all of it.
    ///
    /// @param duplicateMails how many the kills and faults of the run may have caused
    public static List<Gate> of(Evidence evidence, long duplicateMails) {
        var gates = new Gates(evidence);
        return List.of(
                Gate.none("lost", gates.lost()),
                Gate.none("duplicated purchases", gates.duplicatedPurchases()),
                Gate.none("duplicated owed mails", gates.duplicatedOwedMails()),
                Gate.none("phantom purchases", gates.phantoms()),
                Gate.none("wrong amount or product", gates.wrong()),
                Gate.none("final state unlike the model", gates.unlikeTheModel()),
                Gate.none("topic purchases unlike the table", gates.unlikeTheTable()),
                Gate.none("mails to unpaid or refunded", gates.undueMails()),
                Gate.none("mails before their purchase", gates.mailsTooEarly()),
                Gate.none("purchases without mail", gates.withoutMail()),
                Gate.atMost("duplicate mails", duplicateMails, gates.duplicateMails()),
                Gate.none("dead letters unlike the poison", gates.unlikeThePoison()),
                Gate.none("2xx before the broker had it", gates.answeredTooEarly()),
                Gate.none("unsigned calls accepted", gates.unsignedAccepted()),
                Gate.none("downloads that went wrong", evidence.visits().wrong()),
                Gate.none("forged tokens accepted", evidence.visits().forgedServed()),
                Gate.none(
                        "ledger not clean",
                        evidence.ledger().clean()
                                ? List.of()
                                : List.of(evidence.ledger().words())));
    }

    private List<String> lost() {
        return paid().map(Truth::session)
                .filter(session -> !rows.containsKey(session))
                .map(this::told)
                .toList();
    }

    private List<String> duplicatedPurchases() {
        return Stream.concat(
                        repeated(evidence.rows(), Row::session).keySet().stream(),
                        repeated(evidence.rows(), Row::paymentKey).keySet().stream())
                .distinct()
                .toList();
    }

    private List<String> duplicatedOwedMails() {
        return List.copyOf(
                repeated(evidence.mails(), mail -> mail.session() + " " + mail.kind() + " " + mail.sequence())
                        .keySet());
    }

    private List<String> phantoms() {
        return evidence.rows().stream()
                .map(Row::session)
                .filter(session -> !isPaid(session))
                .map(this::told)
                .toList();
    }

    private List<String> wrong() {
        return evidence.rows().stream()
                .filter(row -> isPaid(row.session()))
                .filter(row -> {
                    var truth = evidence.truth().get(row.session());
                    return row.total() != truth.total()
                            || !row.currency().equals(truth.currency())
                            || !row.slug().equals(truth.slug())
                            || !row.email().equals(truth.email());
                })
                .map(row -> told(row.session()) + ": " + row)
                .toList();
    }

    private List<String> unlikeTheModel() {
        return evidence.stories().entrySet().stream()
                .filter(story -> evidence.truth().containsKey(story.getKey()))
                .filter(story -> !expected(story.getKey()).equals(found(story.getKey())))
                .map(story ->
                        told(story.getKey()) + ": " + found(story.getKey()) + " instead of " + expected(story.getKey()))
                .toList();
    }

    private Optional<Expected> expected(String session) {
        return Expected.of(
                evidence.stories().get(session).kind(),
                evidence.truth().get(session).total());
    }

    private Optional<Expected> found(String session) {
        return Optional.ofNullable(rows.get(session))
                .map(row -> new Expected(row.status(), row.entitled(), row.refunded()));
    }

    // The last record of a key is what a compacted topic keeps, so it must be the newest.
    private List<String> unlikeTheTable() {
        var last = evidence.states().stream().collect(toMap(State::session, Function.identity(), (_, b) -> b));
        return evidence.rows().stream()
                .filter(row -> {
                    var state = last.get(row.session());
                    return state == null
                            || state.version() != row.version()
                            || state.entitled() != row.entitled()
                            || state.refunded() != row.refunded()
                            || !state.status().equalsIgnoreCase(row.status());
                })
                .map(row -> told(row.session()) + ": " + last.get(row.session()) + " instead of " + row)
                .toList();
    }

    private List<String> undueMails() {
        return evidence.taken().stream()
                .filter(mail -> isPaid(mail.session()) ? afterTheRefund(mail) : !saysThatItFailed(mail))
                .map(Gates::told)
                .toList();
    }

    // The one mail that somebody may get who did not pay.
    private boolean saysThatItFailed(Taken mail) {
        var story = evidence.stories().get(mail.session());
        return mail.kind().equals("payment_failed")
                && mail.link().isEmpty()
                && story != null
                && story.kind() == Kind.FAILED_LATER;
    }

    private boolean afterTheRefund(Taken mail) {
        if (!List.of("confirmation", "fresh_link").contains(mail.kind())) {
            return false;
        }
        return refundedAt(mail.session())
                .filter(refunded -> mail.began().isAfter(refunded.plus(COURIERS_MOMENT)))
                .filter(refunded -> evidence.stalls().stream()
                        .noneMatch(stall -> stall.touches(refunded.minus(COURIERS_MOMENT), mail.began())))
                .isPresent();
    }

    // When the first fact was committed that made it a full refund.
    private Optional<Instant> refundedAt(String session) {
        var total = evidence.truth().get(session).total();
        var row = rows.get(session);
        if (row == null || total == 0 || row.refunded() < total) {
            return Optional.empty();
        }
        return factsOf(row)
                .filter(fact -> List.of("CHARGE_REFUNDED", "REFUND_SUCCEEDED", "REFUND_PENDING")
                                .contains(fact.kind())
                        && fact.amount() == total)
                .map(FactRow::committed)
                .min(Instant::compareTo)
                .map(refunded -> later(refunded, settledAt(row).orElse(refunded)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<String> mailsTooEarly() {
        return evidence.taken().stream()
                .filter(mail -> isPaid(mail.session()))
                .filter(mail -> Optional.ofNullable(rows.get(mail.session()))
                        .flatMap(this::settledAt)
                        .filter(settled -> !mail.began().isBefore(settled))
                        .isEmpty())
                .map(Gates::told)
                .toList();
    }

    private Optional<Instant> settledAt(Row row) {
        return factsOf(row)
                .filter(fact -> fact.kind().equals("SETTLED"))
                .map(FactRow::committed)
                .findFirst();
    }

    private Stream<FactRow> factsOf(Row row) {
        return facts.getOrDefault(row.paymentKey(), List.of()).stream();
    }

    // What a mailbox refuses for good is told to the owner instead.
    private List<String> withoutMail() {
        Set<String> reached = new HashSet<>();
        evidence.taken().forEach(mail -> reached.add(mail.kind() + " " + mail.session() + " " + mail.to()));
        return evidence.rows().stream()
                .filter(Row::entitled)
                .filter(row -> isPaid(row.session()))
                .filter(row -> {
                    var refusing = Mood.of(row.email()) == Mood.REFUSING;
                    var toBuyer = refusing
                            ? reached.stream().anyMatch(mail -> mail.startsWith("bounce_notice " + row.session()))
                            : reached.contains("confirmation " + row.session() + " " + row.email());
                    return !toBuyer || reached.stream().noneMatch(mail -> mail.startsWith("sale " + row.session()));
                })
                .map(row -> told(row.session()) + ": "
                        + evidence.mails().stream()
                                .filter(mail -> mail.session().equals(row.session()))
                                .toList())
                .toList();
    }

    private List<String> duplicateMails() {
        return repeated(evidence.taken(), Taken::messageId).entrySet().stream()
                .flatMap(mail -> Stream.generate(mail::getKey).limit(mail.getValue() - 1))
                .toList();
    }

    private List<String> unlikeThePoison() {
        return Stream.concat(
                        evidence.dead().stream()
                                .filter(name -> !evidence.poison().contains(name))
                                .map(name -> name + " is dead and was no poison"),
                        evidence.poison().stream()
                                .filter(name -> !evidence.dead().contains(name))
                                .map(name -> name + " is poison and not among the dead letters"))
                .toList();
    }

    // Each 2xx stands for a record of its own: the webhook keeps no memory and publishes every repeat.
    private List<String> answeredTooEarly() {
        var answered = evidence.attempts().stream()
                .filter(attempt -> attempt.genuine() && attempt.taken())
                .collect(groupingBy(Attempt::event, counting()));
        return answered.entrySet().stream()
                .filter(event -> evidence.published().getOrDefault(event.getKey(), 0L) < event.getValue())
                .map(event -> event.getKey() + " was answered 2xx " + event.getValue() + " times and lies there "
                        + evidence.published().getOrDefault(event.getKey(), 0L) + " times")
                .toList();
    }

    private List<String> unsignedAccepted() {
        return evidence.attempts().stream()
                .filter(attempt -> !attempt.genuine() && attempt.taken())
                .map(Attempt::event)
                .toList();
    }

    private Stream<Truth> paid() {
        return evidence.truth().values().stream().filter(Truth::paid);
    }

    private boolean isPaid(String session) {
        return Optional.ofNullable(evidence.truth().get(session))
                .filter(Truth::paid)
                .isPresent();
    }

    private String told(String session) {
        var story = evidence.stories().get(session);
        return session + (story == null ? "" : " (" + story.kind() + ")");
    }

    private static String told(Taken mail) {
        return mail.messageId() + " to " + mail.to() + ", begun " + mail.began();
    }

    private static <T> Map<String, Long> repeated(Collection<T> all, Function<T, String> name) {
        var counts = all.stream().collect(groupingBy(name, counting()));
        counts.values().removeIf(count -> count < 2);
        return counts;
    }
}
