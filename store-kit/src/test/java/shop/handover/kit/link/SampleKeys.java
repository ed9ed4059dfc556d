package shop.handover.kit.link;

import java.util.Base64;
import java.util.List;

/// Keys for tests, visibly fake.
final class SampleKeys {

    private SampleKeys() {}

    static LinkKeys of(String... kids) {
        return LinkKeys.parse(List.of(kids).stream().map(SampleKeys::entry).toList());
    }

    private static String entry(String kid) {
        var secret = ("not a real secret, but long enough: " + kid).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return kid + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
