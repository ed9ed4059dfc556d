package shop.handover.fulfillment.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;

/// `postgresql://user:password@host:port/db`, taken apart. User and password may hold any character as `%XX`.
///
/// @param query what followed the `?`, for both drivers; may be empty
public record DatabaseUrl(String host, int port, String name, String query, String user, String password) {

    private static final int DEFAULT_PORT = 5432;
    private static final String FORM = "DATABASE_URL must be postgresql://user:password@host:port/database, "
            + "with special characters in user and password as %XX";

    /// Reads the text.
    ///
    /// @throws IllegalArgumentException that says what is wrong without repeating the password
    public static DatabaseUrl parse(String text) {
        try {
            return of(URI.create(text));
        } catch (IllegalArgumentException e) {
            // The cause would carry the whole text, password included.
            throw new IllegalArgumentException(FORM);
        }
    }

    private static DatabaseUrl of(URI uri) {
        var postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        var user = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        var path = uri.getPath() == null ? "" : uri.getPath();
        if (!postgres || uri.getHost() == null || user.length != 2 || !path.matches("/[^/]+")) {
            throw new IllegalArgumentException(FORM);
        }
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getRawPath().substring(1),
                uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(),
                decoded(user[0]),
                decoded(user[1]));
    }

    /// As JDBC has it, without user and password.
    public String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + query;
    }

    /// What Quarkus wants to hear.
    Map<String, String> settings() {
        var place = "postgresql://" + host + ":" + port + "/" + name + query;
        return Map.of(
                "quarkus.datasource.reactive.url", place,
                "quarkus.datasource.jdbc.url", jdbc(),
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }

    /// Keeps the password out of logs.
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    // A plus sign is a plus sign here, unlike in forms.
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }
}
