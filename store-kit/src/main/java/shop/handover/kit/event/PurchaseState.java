package shop.handover.kit.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// A purchase on topic `purchases`, keyed by session id: its whole state, without personal data. The highest `version`
/// is the last word.
///
/// @param status as fulfillment derives it: `paid`, `refunded`, `disputed`, …
/// @param entitled whether files may be handed out
/// @param reason why not, in the words of [shop.handover.kit.entitlement.Entitlement.Reason]; empty where entitled
/// @param amount paid, in minor units
/// @param refunded in minor units
@JsonIgnoreProperties(ignoreUnknown = true)
public record PurchaseState(
        @JsonProperty("session") String session,
        @JsonProperty("shop") String shop,
        @JsonProperty("product") String product,
        @JsonProperty("status") String status,
        @JsonProperty("entitled") boolean entitled,
        @JsonProperty("reason") String reason,
        @JsonProperty("amount") long amount,
        @JsonProperty("refunded") long refunded,
        @JsonProperty("currency") String currency,
        @JsonProperty("paidAt") Instant paidAt,
        @JsonProperty("changedAt") Instant changedAt,
        @JsonProperty("livemode") boolean livemode,
        @JsonProperty("version") long version) {}
