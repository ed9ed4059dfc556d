package shop.handover.download.http;

import java.time.Duration;
import java.util.Optional;

/// Why there is no file, told in three parts: what is, that the purchase is safe, what to do now.
///
/// @param type one word per reason for programs
/// @param detail for programmers, in English
/// @param tone of the badge: `warn`, `bad`, or empty
/// @param again when the page tries again by itself
/// @param token an expired link, where a fresh one can be asked for
/// @param way where to go from here
record Trouble(
        int status,
        String type,
        String detail,
        String tone,
        String icon,
        String title,
        String text,
        Optional<Duration> again,
        Optional<String> token,
        Optional<Way> way) {

    /// A quiet button.
    record Way(String href, String label) {}

    /// Trouble with nothing to do but read.
    Trouble(int status, String type, String detail, String tone, String icon, String title, String text) {
        this(status, type, detail, tone, icon, title, text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Trouble tryingAgain(Duration pause) {
        return new Trouble(status, type, detail, tone, icon, title, text, Optional.of(pause), token, way);
    }

    Trouble offeringAFreshLink(String expired) {
        return new Trouble(status, type, detail, tone, icon, title, text, again, Optional.of(expired), way);
    }

    Trouble leadingTo(String href, String label) {
        return new Trouble(
                status, type, detail, tone, icon, title, text, again, token, Optional.of(new Way(href, label)));
    }
}
