package shop.handover.fulfillment.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.kit.event.EventEnvelope;
import shop.handover.kit.event.SessionMetadata;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.link.Seal;

/// A payment's life at Stripe, thrown by dice: how it was paid, its refunds, disputes and inquiries, and what people
/// did by hand. Each step tells the events that Stripe tells, with the objects as they stood at that moment. In the end
/// the objects know where it ended. Longer than a screen because one life has many turns.
final class History {

    static final LinkKeys KEYS = LinkKeys.parse(List.of("k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"));

    private static final long PRICE = 4900;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Something told of a payment.
    sealed interface Told {

        /// The same thing told by another event.
        Told twin();
    }

    /// An event of Stripe's.
    record Event(EventEnvelope envelope, ObjectNode object, ObjectNode event, String payment) implements Told {

        @Override
        public Told twin() {
            return new Event(
                    new EventEnvelope(
                            envelope.id() + "twin",
                            envelope.type(),
                            envelope.livemode(),
                            envelope.account(),
                            envelope.objectId(),
                            envelope.paymentIntent(),
                            envelope.traceparent()),
                    object,
                    event,
                    payment);
        }
    }

    /// What a person did, or what was found when Stripe was asked.
    record ByHand(Fact fact) implements Told {

        @Override
        public Told twin() {
            return this;
        }
    }

    private enum Way {
        CARD,
        FREE,
        SEPA_OPEN,
        SEPA_PAID,
        SEPA_FAILED,
        EXPIRED
    }

    private static final class Refund {

        private final long amount;
        private String status;

        Refund(long amount, String status) {
            this.amount = amount;
            this.status = status;
        }

        boolean dead() {
            return status.equals("failed") || status.equals("canceled");
        }
    }

    private final Random dice;
    private final Seal seal;
    private final Way way;
    private final List<Told> told = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<String> disputes = new ArrayList<>();
    private boolean withdrawn;
    private boolean held;
    private boolean released;
    private boolean revoked;
    private int events;

    private History(Random dice, Seal seal) {
        this.dice = dice;
        this.seal = seal;
        this.way = Way.values()[dice.nextInt(Way.values().length)];
    }

    static History lived(Random dice, Seal seal) {
        var history = new History(dice, seal);
        history.pay();
        if (history.paid() && history.way != Way.FREE) {
            for (var turn = history.dice.nextInt(6); turn > 0; turn--) {
                history.live();
            }
        }
        if (history.paid()) {
            history.handle();
        }
        return history;
    }

    List<Told> told() {
        return told;
    }

    // ---- where it ended, read off the objects

    boolean paid() {
        return way == Way.CARD || way == Way.FREE || way == Way.SEPA_PAID;
    }

    private long total() {
        return way == Way.FREE ? 0 : PRICE;
    }

    long refunded() {
        var sum = 0L;
        for (var refund : refunds) {
            sum += refund.dead() ? 0 : refund.amount;
        }
        return sum;
    }

    boolean entitled() {
        return paid()
                && !sentBack()
                && !withdrawn
                && !disputes.contains("open")
                && !disputes.contains("lost")
                && (!held || released)
                && !revoked;
    }

    private boolean sentBack() {
        return total() > 0 && refunded() == total();
    }

    String status() {
        if (way == Way.SEPA_OPEN) {
            return "AWAITING";
        }
        if (way == Way.SEPA_FAILED) {
            return "FAILED";
        }
        if (way == Way.EXPIRED) {
            return "EXPIRED";
        }
        var ends = new ArrayList<String>();
        add(ends, sentBack(), "REFUNDED");
        add(ends, withdrawn, "WITHDRAWN");
        add(ends, disputes.contains("open"), "DISPUTED");
        add(ends, disputes.contains("lost"), "DISPUTE_LOST");
        add(ends, held && !released, "HELD");
        add(ends, revoked, "REVOKED");
        add(ends, refunded() > 0, "PARTIALLY_REFUNDED");
        add(ends, disputes.contains("won"), "DISPUTE_WON");
        ends.add("PAID");
        return ends.getFirst();
    }

    private static void add(List<String> ends, boolean so, String end) {
        if (so) {
            ends.add(end);
        }
    }

    // ---- how it went

    private void pay() {
        switch (way) {
            case CARD -> session("checkout.session.completed", "paid");
            case FREE -> session("checkout.session.completed", "no_payment_required");
            case SEPA_OPEN -> session("checkout.session.completed", "unpaid");
            case SEPA_PAID -> {
                session("checkout.session.completed", "unpaid");
                session("checkout.session.async_payment_succeeded", "paid");
            }
            case SEPA_FAILED -> {
                session("checkout.session.completed", "unpaid");
                session("checkout.session.async_payment_failed", "unpaid");
            }
            case EXPIRED -> session("checkout.session.expired", "unpaid");
        }
    }

    private void live() {
        switch (dice.nextInt(5)) {
            case 0, 1 -> refund();
            case 2 -> endRefund();
            case 3 -> dispute();
            default -> inquiry();
        }
    }

    private void refund() {
        var left = total() - refunded();
        if (left == 0) {
            return;
        }
        var refund = new Refund(
                dice.nextInt(3) == 0 ? left : 1 + dice.nextLong(left), dice.nextBoolean() ? "pending" : "succeeded");
        refunds.add(refund);
        refundEvent("refund.created", refunds.size());
        event("charge.refunded", object("ch_1", "charge").put("amount_refunded", refunded()));
    }

    private void endRefund() {
        if (refunds.isEmpty()) {
            return;
        }
        var place = dice.nextInt(refunds.size());
        var refund = refunds.get(place);
        if (refund.dead()) {
            return;
        }
        var end = List.of("succeeded", "failed", "canceled").get(dice.nextInt(refund.status.equals("pending") ? 3 : 2));
        refund.status = end;
        refundEvent(end.equals("failed") ? "refund.failed" : "refund.updated", place + 1);
    }

    private void refundEvent(String type, int number) {
        var refund = refunds.get(number - 1);
        event(
                type,
                object("re_" + number, "refund").put("amount", refund.amount).put("status", refund.status));
    }

    private void dispute() {
        var number = disputes.size() + 1;
        disputes.add("open");
        disputeEvent("charge.dispute.created", number, "needs_response");
        if (dice.nextBoolean()) {
            disputeEvent("charge.dispute.updated", number, "under_review");
        }
        switch (dice.nextInt(4)) {
            case 0 -> {
                disputeEvent("charge.dispute.closed", number, "won");
                disputeEvent("charge.dispute.funds_reinstated", number, "won");
                disputes.set(number - 1, "won");
            }
            case 1 -> {
                disputeEvent("charge.dispute.closed", number, "lost");
                disputes.set(number - 1, "lost");
            }
            case 2 -> {
                disputeEvent("charge.dispute.closed", number, "lost");
                disputeEvent("charge.dispute.funds_reinstated", number, "won");
                disputes.set(number - 1, "won");
            }
            default -> {}
        }
    }

    private void disputeEvent(String type, int number, String status) {
        event(type, object("du_" + number, "dispute").put("amount", PRICE).put("status", status));
    }

    private void inquiry() {
        var id = "du_inquiry" + events;
        event("charge.dispute.created", object(id, "dispute").put("status", "warning_needs_response"));
        event("charge.dispute.closed", object(id, "dispute").put("status", "warning_closed"));
    }

    private void handle() {
        if (dice.nextInt(5) == 0) {
            held = true;
            told.add(new ByHand(Fact.held("cs_1", "an odd amount", NOON)));
            released = dice.nextBoolean();
        }
        if (released) {
            told.add(new ByHand(Fact.of(Fact.Kind.RELEASED, "cs_1", NOON)));
        }
        withdrawn = dice.nextInt(6) == 0;
        if (withdrawn) {
            told.add(new ByHand(Fact.of(Fact.Kind.WITHDRAWN, "cs_1", NOON)));
        }
        revoked = dice.nextInt(8) == 0;
        if (revoked) {
            told.add(new ByHand(Fact.of(Fact.Kind.REVOKED, "cs_1", NOON)));
        }
    }

    // ---- how Stripe tells it

    private void session(String type, String paymentStatus) {
        var session = object("cs_test_1", "checkout.session")
                .put("livemode", false)
                .put("payment_status", paymentStatus)
                .put("currency", "eur")
                .put("amount_subtotal", PRICE)
                .put("amount_total", total());
        session.putObject("customer_details").put("email", "buyer@example.com");
        var metadata = session.putObject("metadata");
        sealed().forEach(metadata::put);
        event(type, session);
    }

    private Map<String, String> sealed() {
        var metadata = new HashMap<>(Map.of(
                SessionMetadata.SHOP, "example",
                SessionMetadata.PRODUCT_SLUG, "kubernetes-starter-stack",
                SessionMetadata.PRODUCT_NAME, "Kubernetes Starter Stack",
                SessionMetadata.PRICE_ID, "price_1",
                SessionMetadata.UNIT_AMOUNT, Long.toString(PRICE),
                SessionMetadata.CONSENT, "",
                SessionMetadata.NONCE, "n"));
        metadata.put(SessionMetadata.SEAL, seal.over(metadata));
        return metadata;
    }

    private ObjectNode object(String id, String kind) {
        var object = JSON.objectNode().put("id", id).put("object", kind);
        if (way == Way.FREE) {
            return object.putNull("payment_intent");
        }
        return object.put("payment_intent", "pi_1");
    }

    private void event(String type, ObjectNode object) {
        var intent = way == Way.FREE ? "" : object.path("payment_intent").asText();
        var id = object.path("id").asText();
        var envelope = new EventEnvelope("evt_" + ++events, type, false, "", id, intent, "");
        var event = JSON.objectNode().put("created", NOON.getEpochSecond() + events);
        told.add(new Event(envelope, object, event, intent.isEmpty() ? id : intent));
    }

    @Override
    public String toString() {
        var line = new StringBuilder(way.name());
        for (var one : told) {
            line.append("\n  ")
                    .append(
                            switch (one) {
                                case ByHand(var fact) -> fact.kind();
                                case Event event -> event.envelope().type() + " " + event.object();
                            });
        }
        return line.toString();
    }
}
