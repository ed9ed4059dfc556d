package shop.handover.torture.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.handover.torture.mail.Taken;
import shop.handover.torture.scenario.Scenario;
import shop.handover.torture.tell.Attempt;

/// All that a run left behind; the gates look at this and at nothing else.
///
/// @param stories by session
/// @param truth by session, from Stripe
/// @param rows of table `purchase`, and so the next two
/// @param published how often an event's id lies on topic `stripe-events`
/// @param dead names of what lies on topic `stripe-events-dead`; forged records by their mark, others by their
/// event's id
/// @param states on topic `purchases`, per partition in order
/// @param poison names of what had to end in the dead letters
/// @param stalls when processes stood still
/// @param visits what downloads came to
/// @param ledger what fulfillment's ledger said in the end
public record Evidence(
        Map<String, Scenario> stories,
        Map<String, Truth> truth,
        List<Row> rows,
        List<FactRow> facts,
        List<MailRow> mails,
        List<Taken> taken,
        List<Attempt> attempts,
        Map<String, Long> published,
        Set<String> dead,
        List<State> states,
        Set<String> poison,
        List<Stillness> stalls,
        Visits visits,
        Ledger ledger) {

    /// What the ledger's command came to.
    ///
    /// @param clean whether it found nothing missing and nothing unexplained
    public record Ledger(boolean clean, String words) {}
}
