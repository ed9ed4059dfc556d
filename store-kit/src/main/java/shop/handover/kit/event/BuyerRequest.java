package shop.handover.kit.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// What a buyer asks for on one of our pages, on topic `requests`. The page answers the same whether or not we know the
/// buyer; fulfillment finds out and mails. Kept for seven days, since it may hold an address.
///
/// @param id of the request, so that a repeat is told from a second one
/// @param kind `fresh-link`, `lost-download` or `withdrawal`
/// @param session where the request came with a link; else empty
/// @param email where the buyer typed one; else empty
/// @param name as the buyer typed it, for a withdrawal; else empty
/// @param text as the buyer typed it, for a withdrawal; else empty
/// @param locale of the page
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuyerRequest(
        @JsonProperty("id") String id,
        @JsonProperty("kind") String kind,
        @JsonProperty("shop") String shop,
        @JsonProperty("session") String session,
        @JsonProperty("email") String email,
        @JsonProperty("name") String name,
        @JsonProperty("text") String text,
        @JsonProperty("locale") String locale,
        @JsonProperty("askedAt") Instant askedAt) {

    /// A new link for the purchase of an expired one.
    public static final String FRESH_LINK = "fresh-link";
    /// All links of an address.
    public static final String LOST_DOWNLOAD = "lost-download";
    /// The buyer withdraws from the contract.
    public static final String WITHDRAWAL = "withdrawal";

    /// Keeps personal data out of logs.
    @Override
    public String toString() {
        return "BuyerRequest[" + id + ", " + kind + "]";
    }
}
