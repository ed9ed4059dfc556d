package shop.handover.download.http;

import java.nio.charset.StandardCharsets;

/// A target for a fuzzer: a `Range` header is read as the RFC says, whatever it is.
public final class RangeFuzz {

    private static final long SIZE = 1000;

    private RangeFuzz() {}

    /// Called by Jazzer with whatever it made up.
    public static void fuzzerTestOneInput(byte[] data) {
        // What surrounds a header's value never gets here.
        var header = new String(data, StandardCharsets.ISO_8859_1).strip();
        var read = said(ByteRange.of(header, SIZE));
        var expected = RangeReference.answer(header, SIZE);
        if (!read.equals(expected)) {
            throw new IllegalStateException("read as " + read + " where the RFC says " + expected + ": " + header);
        }
    }

    private static String said(ByteRange range) {
        return switch (range) {
            case ByteRange.Whole() -> "200";
            case ByteRange.Unsatisfiable() -> "416";
            case ByteRange.Part(var first, var last) -> "206 " + first + "-" + last;
        };
    }
}
