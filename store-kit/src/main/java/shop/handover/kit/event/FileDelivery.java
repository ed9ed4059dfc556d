package shop.handover.kit.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// A file on its way to a buyer, on topic `downloads`, keyed by session id: told once when it starts and once when it
/// ends, under the same `id`. Without personal data; whose network it went to is a keyed hash.
///
/// @param id of this one answer; a download that is resumed has several
/// @param file the path of the catalog, which is one version of one file
/// @param via who sent the bytes: `disk`, or `bucket` and `nginx`, where how many arrived is not known here
/// @param first the first byte of the answer
/// @param length how many bytes the answer was to have
/// @param size how many the file has
/// @param sent how many were handed to the network by the end; 0 at the start
/// @param end empty at the start; then `finished` (all of `length`) or `cut`, and `handed-over` where others send
/// @param network keyed hash of the /24 or /48 it went to
/// @param linkIssuedAt when the link was made that opened it, to the second
/// @param at when it started, or ended
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileDelivery(
        @JsonProperty("id") String id,
        @JsonProperty("shop") String shop,
        @JsonProperty("session") String session,
        @JsonProperty("product") String product,
        @JsonProperty("file") String file,
        @JsonProperty("via") String via,
        @JsonProperty("first") long first,
        @JsonProperty("length") long length,
        @JsonProperty("size") long size,
        @JsonProperty("sent") long sent,
        @JsonProperty("end") String end,
        @JsonProperty("network") String network,
        @JsonProperty("linkIssuedAt") Instant linkIssuedAt,
        @JsonProperty("at") Instant at) {

    /// Sent by download-service itself.
    public static final String DISK = "disk";
    /// Sent by a bucket, to whom the buyer was redirected.
    public static final String BUCKET = "bucket";
    /// Sent by the web server in front.
    public static final String NGINX = "nginx";

    /// All bytes of the answer were handed to the network.
    public static final String FINISHED = "finished";
    /// The buyer, or we, went away before.
    public static final String CUT = "cut";
    /// Somebody else sends the bytes.
    public static final String HANDED_OVER = "handed-over";

    /// The same delivery at its end.
    public FileDelivery ended(String end, long sent, Instant at) {
        return new FileDelivery(
                id, shop, session, product, file, via, first, length, size, sent, end, network, linkIssuedAt, at);
    }
}
