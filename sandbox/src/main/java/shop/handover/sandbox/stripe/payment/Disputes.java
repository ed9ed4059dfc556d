package shop.handover.sandbox.stripe.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.resource.Changes;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// A buyer's bank takes money back, or asks about it first (an inquiry).
/// Longer than a screen: a dispute's life is told in one place.
///
/// @see <a href="https://docs.stripe.com/api/disputes">Stripe: disputes</a>
public final class Disputes {

    private static final long DAYS_TO_ANSWER = Duration.ofDays(9).toSeconds();
    private static final long FEE = 1_500;

    public List<Operation> operations() {
        return List.of(
                Operation.of(
                        "GET",
                        "/v1/disputes",
                        "dispute.list",
                        call -> Lists.of(call, "dispute", "charge", "payment_intent")),
                Operation.of("GET", "/v1/disputes/*", "dispute.retrieve", Disputes::named),
                Operation.of("POST", "/v1/disputes/*", "dispute.update", this::update),
                Operation.of("POST", "/v1/disputes/*/close", "dispute.close", call -> lose(call.world(), named(call))));
    }

    /// Opens a dispute over the whole charge, or an inquiry, which takes no money.
    public ObjectNode open(World world, ObjectNode charge, boolean inquiry, String reason) {
        var dispute = Json.template("dispute");
        dispute.put("id", Ids.next("dispute", world.live())).put("livemode", world.live());
        dispute.put("created", world.clock().seconds());
        dispute.put(
                "amount",
                charge.get("amount").asLong() - charge.get("amount_refunded").asLong());
        for (String shared : List.of("currency", "payment_intent")) {
            dispute.set(shared, charge.get(shared));
        }
        dispute.put("charge", charge.get("id").asText()).put("reason", reason);
        ((ObjectNode) dispute.get("evidence_details"))
                .put("due_by", world.clock().seconds() + DAYS_TO_ANSWER);
        dispute.put("is_charge_refundable", inquiry);
        dispute.put("status", inquiry ? "warning_needs_response" : "needs_response");
        ((ObjectNode) dispute.at("/payment_method_details/card")).put("case_type", inquiry ? "inquiry" : "chargeback");
        charge.put("disputed", !inquiry).put("dispute", dispute.get("id").asText());
        world.put(charge);
        if (!inquiry) {
            withdraw(world, dispute);
        }
        world.put(dispute);
        world.events().emit("charge.dispute.created", dispute);
        if (!inquiry) {
            world.events().emit("charge.dispute.funds_withdrawn", dispute);
        }
        return dispute;
    }

    private static void withdraw(World world, ObjectNode dispute) {
        book(world, dispute, -dispute.get("amount").asLong(), FEE);
    }

    private static void book(World world, ObjectNode dispute, long amount, long fee) {
        var booking = Balance.of(world, dispute, "adjustment", amount);
        booking.put("fee", fee).put("net", amount - fee);
        world.put(booking);
        dispute.withArray("balance_transactions").add(booking);
        dispute.put("balance_transaction", booking.get("id").asText());
    }

    private ObjectNode update(Call call) {
        var dispute = named(call);
        var params = call.params();
        Changes.copy(params, dispute, "intended_submission_method");
        Changes.metadata(params, dispute);
        if (params.has("evidence")) {
            evidence(call, dispute);
        }
        call.world().put(dispute);
        call.world().events().emit("charge.dispute.updated", dispute);
        // Stripe's test mode decides by these two texts.
        return switch (params.part("evidence").text("uncategorized_text").orElse("")) {
            case "winning_evidence" -> win(call.world(), dispute);
            case "losing_evidence" -> lose(call.world(), dispute);
            default -> dispute;
        };
    }

    /// The seller answers: the bank looks at it.
    public ObjectNode respond(World world, ObjectNode dispute) {
        needOpen(dispute);
        submit(dispute);
        world.put(dispute);
        world.events().emit("charge.dispute.updated", dispute);
        return dispute;
    }

    private static void evidence(Call call, ObjectNode dispute) {
        var given = call.params().part("evidence");
        var kept = (ObjectNode) dispute.get("evidence");
        given.values().keySet().stream().filter(kept::has).forEach(name -> Changes.copy(given, kept, name));
        ((ObjectNode) dispute.get("evidence_details")).put("has_evidence", true);
        if (!Boolean.FALSE.equals(call.params().values().get("submit"))) {
            submit(dispute);
        }
    }

    private static void submit(ObjectNode dispute) {
        var details = (ObjectNode) dispute.get("evidence_details");
        details.put("has_evidence", true);
        details.put("submission_count", details.get("submission_count").asLong() + 1);
        dispute.put("status", isInquiry(dispute) ? "warning_under_review" : "under_review");
    }

    /// The bank finds for the seller: the money comes back.
    public ObjectNode win(World world, ObjectNode dispute) {
        needOpen(dispute);
        if (isInquiry(dispute)) {
            return close(world, dispute, "warning_closed");
        }
        book(world, dispute, dispute.get("amount").asLong(), 0);
        var won = close(world, dispute, "won");
        world.events().emit("charge.dispute.funds_reinstated", won);
        return won;
    }

    /// The bank finds for the buyer, or the seller accepts.
    public ObjectNode lose(World world, ObjectNode dispute) {
        needOpen(dispute);
        return close(world, dispute, isInquiry(dispute) ? "warning_closed" : "lost");
    }

    private static ObjectNode close(World world, ObjectNode dispute, String status) {
        var before = dispute.get("status");
        dispute.put("status", status);
        world.put(dispute);
        world.events()
                .emit(
                        "charge.dispute.closed",
                        dispute,
                        Optional.of(Json.object().set("status", before)));
        return dispute;
    }

    /// Whether a bank has the charge's money, or may still take it: a dispute that is won gives it back.
    static boolean holdsBack(World world, ObjectNode charge) {
        return charge.get("disputed").asBoolean()
                && world.where("dispute", "charge", charge.get("id").asText())
                        .noneMatch(dispute -> dispute.get("status").asText().equals("won"));
    }

    private static void needOpen(ObjectNode dispute) {
        if (List.of("won", "lost", "warning_closed")
                .contains(dispute.get("status").asText())) {
            throw StripeError.invalid("This dispute is already closed");
        }
    }

    private static boolean isInquiry(ObjectNode dispute) {
        return dispute.get("status").asText().startsWith("warning_");
    }

    private static ObjectNode named(Call call) {
        return call.named("dispute", "dispute", "dispute");
    }
}
