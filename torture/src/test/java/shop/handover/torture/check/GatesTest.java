package shop.handover.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.torture.mail.Taken;
import shop.handover.torture.scenario.Kind;
import shop.handover.torture.scenario.Mood;
import shop.handover.torture.scenario.Scenario;
import shop.handover.torture.tell.Attempt;

/// A run that kept every promise, and what the gates say when one thing in it is otherwise.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GatesTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final String SLUG = "community-supporter";

    private final Scenario paid = new Scenario(1, Kind.PAID, SLUG, "eur", Mood.WILLING);
    private final Scenario refunded = new Scenario(2, Kind.REFUNDED_AFTER, SLUG, "eur", Mood.WILLING);
    private final Scenario expired = new Scenario(3, Kind.EXPIRED, SLUG, "eur", Mood.WILLING);

    private final List<Row> rows = new ArrayList<>(
            List.of(row("cs_1", paid, "PAID", true, 0), row("cs_2", refunded, "REFUNDED", false, 1000)));
    private final List<FactRow> facts = new ArrayList<>(List.of(
            new FactRow("pi_cs_1", "SETTLED", 1000, NOON),
            new FactRow("pi_cs_2", "SETTLED", 1000, NOON),
            new FactRow("pi_cs_2", "CHARGE_REFUNDED", 1000, NOON.plusSeconds(10))));
    private final List<MailRow> mails = new ArrayList<>(List.of(new MailRow("cs_1", "CONFIRMATION", 1, "SENT")));
    private final List<Taken> taken = new ArrayList<>(List.of(
            mail("confirmation.1.cs_1", paid.email(), 1),
            mail("sale.1.cs_1", "owner@shop.example", 1),
            mail("confirmation.1.cs_2", refunded.email(), 1)));
    private final List<Attempt> attempts = new ArrayList<>(List.of(attempt("evt_1", true, 200)));
    private final Map<String, Long> published = Map.of("evt_1", 1L);
    private final List<State> states = new ArrayList<>(
            List.of(new State("cs_1", "paid", true, 0, 1), new State("cs_2", "refunded", false, 1000, 1)));
    private final Set<String> dead = new java.util.HashSet<>(Set.of("evt_poison0"));
    private final List<String> wrongDownloads = new ArrayList<>();
    private final List<String> forgedServed = new ArrayList<>();
    private boolean clean = true;

    @Test
    void nothing_is_found_where_nothing_is_wrong() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_paid_session_without_a_purchase_is_lost() {
        rows.removeFirst();

        assertThat(broken()).contains("lost", "final state unlike the model");
    }

    @Test
    void two_purchases_of_one_session_are_one_too_many() {
        rows.add(rows.getFirst());

        assertThat(broken()).containsExactly("duplicated purchases");
    }

    @Test
    void a_purchase_nobody_paid_is_a_phantom() {
        rows.add(row("cs_3", expired, "PAID", true, 0));
        states.add(new State("cs_3", "paid", true, 0, 1));

        assertThat(broken()).contains("phantom purchases", "final state unlike the model");
    }

    @Test
    void another_amount_than_was_paid_is_wrong() {
        rows.set(0, new Row("cs_1", "pi_cs_1", SLUG, paid.email(), 1, "eur", "PAID", true, 0, 1));

        assertThat(broken()).containsExactly("wrong amount or product");
    }

    @Test
    void a_refund_that_left_no_trace_is_unlike_the_model() {
        rows.set(1, row("cs_2", refunded, "PAID", true, 0));

        assertThat(broken()).contains("final state unlike the model", "topic purchases unlike the table");
    }

    @Test
    void a_topic_whose_last_word_is_an_old_one_is_unlike_the_table() {
        states.add(new State("cs_1", "paid", true, 0, 0));

        assertThat(broken()).containsExactly("topic purchases unlike the table");
    }

    @Test
    void a_link_mailed_after_the_refund_is_undue_and_so_is_a_mail_to_who_never_paid() {
        taken.add(mail("confirmation.2.cs_2", refunded.email(), 20));
        taken.add(mail("confirmation.1.cs_3", expired.email(), 20));

        assertThat(gate("mails to unpaid or refunded").found()).isEqualTo(2);
    }

    @Test
    void a_mail_before_its_purchase_was_committed_came_too_early() {
        taken.set(0, mail("confirmation.1.cs_1", paid.email(), -1));

        assertThat(broken()).containsExactly("mails before their purchase");
    }

    @Test
    void an_entitled_buyer_or_an_owner_without_mail_is_missed() {
        taken.removeIf(mail -> mail.kind().equals("sale"));

        assertThat(broken()).containsExactly("purchases without mail");
    }

    @Test
    void a_mail_told_twice_counts_against_what_the_kills_allow() {
        taken.add(taken.getFirst());

        assertThat(broken()).containsExactly("duplicate mails");
        assertThat(Gates.of(evidence(), 1)).allMatch(Gate::holds);
    }

    @Test
    void dead_letters_are_exactly_the_poison() {
        dead.add("evt_1");

        assertThat(broken()).containsExactly("dead letters unlike the poison");

        dead.clear();

        assertThat(broken()).containsExactly("dead letters unlike the poison");
    }

    @Test
    void a_2xx_without_a_record_of_its_own_came_before_the_broker() {
        attempts.add(attempt("evt_1", true, 200));

        assertThat(broken()).containsExactly("2xx before the broker had it");
    }

    @Test
    void a_2xx_to_somebody_elses_signature_is_told() {
        attempts.add(attempt("evt_1", false, 200));

        assertThat(broken()).containsExactly("unsigned calls accepted");
    }

    @Test
    void downloads_tokens_and_the_ledger_are_told_as_they_went() {
        wrongDownloads.add("cs_2 is answered 200");
        forgedServed.add("a token one bit off is answered 200");
        clean = false;

        assertThat(broken()).containsExactly("downloads that went wrong", "forged tokens accepted", "ledger not clean");
    }

    private List<String> broken() {
        return Gates.of(evidence(), 0).stream()
                .filter(gate -> !gate.holds())
                .map(Gate::name)
                .toList();
    }

    private Gate gate(String name) {
        return Gates.of(evidence(), 0).stream()
                .filter(gate -> gate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Evidence evidence() {
        return new Evidence(
                Map.of("cs_1", paid, "cs_2", refunded, "cs_3", expired),
                Map.of(
                        "cs_1", new Truth("cs_1", true, 1000, "eur", SLUG, paid.email()),
                        "cs_2", new Truth("cs_2", true, 1000, "eur", SLUG, refunded.email()),
                        "cs_3", new Truth("cs_3", false, 1000, "eur", SLUG, "")),
                rows,
                facts,
                mails,
                taken,
                attempts,
                published,
                dead,
                states,
                Set.of("evt_poison0"),
                List.of(),
                new Visits(1, 1, wrongDownloads, 1, forgedServed),
                new Evidence.Ledger(clean, "told"));
    }

    private static Row row(String session, Scenario story, String status, boolean entitled, long refunded) {
        return new Row(session, "pi_" + session, SLUG, story.email(), 1000, "eur", status, entitled, refunded, 1);
    }

    private static Taken mail(String id, String to, int secondsAfterNoon) {
        var began = NOON.plusSeconds(secondsAfterNoon);
        return new Taken(id + "@shop.example", to, began, began.plusMillis(20), Optional.of("link"));
    }

    private static Attempt attempt(String event, boolean genuine, int status) {
        return new Attempt(event, genuine, 1, NOON, status, "", 900);
    }
}
