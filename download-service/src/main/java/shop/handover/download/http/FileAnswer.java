package shop.handover.download.http;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shop.handover.download.delivery.Shelf.Shelved;

/// The answer to a request for one file, as RFC 9110 has it: conditions first, then the range. Pure.
///
/// @param first the first byte to send
/// @param length how many; 0 where only headers are sent
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110: precedence of preconditions</a>
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9530">RFC 9530: digest fields</a>
record FileAnswer(int status, Map<String, String> headers, long first, long length) {

    /// What the request asks for beside the file.
    ///
    /// @param version a digest's beginning that the link was made for; empty in a link without
    record Asked(
            boolean head,
            Optional<String> range,
            Optional<String> ifRange,
            Optional<String> ifMatch,
            Optional<String> ifNoneMatch,
            String version) {

        /// The same without its conditions, where others judge them by tags of their own.
        Asked unconditional() {
            return new Asked(head, range, Optional.empty(), Optional.empty(), Optional.empty(), version);
        }
    }

    /// Decides.
    static FileAnswer of(Asked asked, Shelved shelved) {
        var etag = etag(shelved);
        if (asked.ifMatch().filter(tags -> !listed(tags, etag, false)).isPresent()) {
            return bare(412, etag);
        }
        if (asked.ifNoneMatch().filter(tags -> listed(tags, etag, true)).isPresent()) {
            return bare(304, etag);
        }
        return switch (range(asked, shelved, etag)) {
            case ByteRange.Whole() -> whole(asked, shelved, etag);
            case ByteRange.Part(var first, var last) -> part(first, last, shelved, etag);
            case ByteRange.Unsatisfiable() -> unsatisfiable(shelved, etag);
        };
    }

    /// Whether this is a stretch of another version than the one on the shelf. We would answer it with the whole; who
    /// sends the bytes in our place would not know, and glue two versions together.
    static boolean wouldSplice(Asked asked, Shelved shelved) {
        return asked.range().isPresent()
                && asked.ifRange().isEmpty()
                && !shelved.file().sha256().startsWith(asked.version());
    }

    /// The answer that sends a client back to begin anew.
    static FileAnswer anotherVersion(Shelved shelved) {
        return bare(412, etag(shelved));
    }

    // HTTP defines ranges for GET alone. Without If-Range a client may hold the beginning of an older version; the
    // version in the link says which one, and a stretch of another must never be glued to it.
    private static ByteRange range(Asked asked, Shelved shelved, String etag) {
        var same = asked.ifRange()
                .map(etag::equals)
                .orElseGet(() -> shelved.file().sha256().startsWith(asked.version()));
        return asked.head() || !same
                ? new ByteRange.Whole()
                : ByteRange.of(asked.range().orElse(null), shelved.size());
    }

    // Strong comparison for If-Match, weak for If-None-Match; ours are all strong.
    private static boolean listed(String tags, String etag, boolean weak) {
        return tags.strip().equals("*")
                || Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals(etag) || weak && tag.equals("W/" + etag));
    }

    private static FileAnswer whole(Asked asked, Shelved shelved, String etag) {
        var headers = described(shelved, etag);
        headers.put("Content-Length", Long.toString(shelved.size()));
        return new FileAnswer(200, headers, 0, asked.head() ? 0 : shelved.size());
    }

    /// What is to be said of a file, whoever sends it.
    static Map<String, String> described(Shelved shelved) {
        return described(shelved, etag(shelved));
    }

    private static String etag(Shelved shelved) {
        return "\"" + shelved.file().sha256() + "\"";
    }

    private static FileAnswer part(long first, long last, Shelved shelved, String etag) {
        var headers = described(shelved, etag);
        headers.put("Content-Range", "bytes " + first + "-" + last + "/" + shelved.size());
        headers.put("Content-Length", Long.toString(last - first + 1));
        return new FileAnswer(206, headers, first, last - first + 1);
    }

    private static FileAnswer unsatisfiable(Shelved shelved, String etag) {
        var answer = bare(416, etag);
        answer.headers().put("Content-Range", "bytes */" + shelved.size());
        answer.headers().put("Content-Length", "0");
        return answer;
    }

    private static FileAnswer bare(int status, String etag) {
        var headers = common(etag);
        if (status == 412) {
            headers.put("Content-Length", "0");
        }
        return new FileAnswer(status, headers, 0, 0);
    }

    private static Map<String, String> described(Shelved shelved, String etag) {
        var headers = common(etag);
        headers.put("Content-Type", MediaTypes.of(shelved.file().name()));
        headers.put("Content-Disposition", Disposition.of(shelved.file().name()));
        headers.put(
                "Repr-Digest",
                "sha-256=:"
                        + Base64.getEncoder()
                                .encodeToString(
                                        HexFormat.of().parseHex(shelved.file().sha256())) + ":");
        return headers;
    }

    private static Map<String, String> common(String etag) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ETag", etag);
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, no-store");
        return headers;
    }
}
