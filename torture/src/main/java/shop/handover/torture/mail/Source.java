package shop.handover.torture.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/// The little that is read of a mail's source.
final class Source {

    private static final Pattern LINK = Pattern.compile("https?://\\S+?/store/download\\?token=[A-Za-z0-9._-]+");

    private Source() {}

    /// The value of a header without angle brackets; empty where there is none.
    static String header(String name, String source) {
        var found =
                Pattern.compile("(?im)^" + name + ":\\s*<?([^>\\r\\n]*)>?\\s*$").matcher(source);
        return found.find() ? found.group(1) : "";
    }

    /// The first link to the files, its lines joined where quoted-printable had broken them.
    static Optional<String> link(String source) {
        var found = LINK.matcher(source.replace("=\r\n", "").replace("=3D", "="));
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
