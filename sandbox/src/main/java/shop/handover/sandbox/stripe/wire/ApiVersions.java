package shop.handover.sandbox.stripe.wire;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/// Which API versions there are: all that Stripe had published with ours, and the later ones, up to today, which are
/// answered as ours is.
///
/// @see <a href="https://docs.stripe.com/api/versioning">Stripe: versioning</a>
public final class ApiVersions {

    private static final Set<String> PUBLISHED =
            Set.copyOf(Parameters.choices("webhook_endpoint.create", "api_version"));
    private static final LocalDate OURS = LocalDate.of(2026, 7, 29);
    private static final int DATE = "2026-07-29".length();

    private ApiVersions() {}

    /// Whether Stripe would take it. What follows a semicolon names betas and is not looked at.
    public static boolean isKnown(String version) {
        var bare = version.split(";", 2)[0].strip();
        return PUBLISHED.contains(bare) || isLater(bare) || isPreview(bare);
    }

    private static boolean isLater(String version) {
        return version.matches(".{10}\\.[a-z]+") && isPast(version);
    }

    // Each release since basil has a preview of the same day.
    private static boolean isPreview(String version) {
        return version.endsWith(".preview")
                && List.of("basil", "clover", "dahlia").stream()
                        .anyMatch(train -> PUBLISHED.contains(version.replace("preview", train)));
    }

    private static boolean isPast(String version) {
        try {
            var date = LocalDate.parse(version.substring(0, DATE));
            return date.isAfter(OURS) && !date.isAfter(LocalDate.now(ZoneOffset.UTC));
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
