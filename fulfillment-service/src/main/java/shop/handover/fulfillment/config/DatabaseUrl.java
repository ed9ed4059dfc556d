package shop.handover.fulfillment.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/// `postgresql://user:password@host:port/db`, taken apart. User and password may hold any character as `%XX`, or come
/// beside it as `DATABASE_USER` and `DATABASE_PASSWORD`, which go before those in the address.
///
/// @param query what followed the `?`, for both drivers; may be empty
public record DatabaseUrl(String host, int port, String name, String query, String user, String password) {

    private static final int DEFAULT_PORT = 5432;
    private static final String FORM = "DATABASE_URL must be postgresql://user:password@host:port/database, "
            + "with special characters in user and password as %XX, or without both and DATABASE_USER and "
            + "DATABASE_PASSWORD beside it";

    /// Reads the variables.
    ///
    /// @param variables the environment, what stands in files included
    /// @throws IllegalArgumentException that says what is wrong without repeating the password
    public static DatabaseUrl of(Map<String, String> variables) {
        return of(name -> Optional.ofNullable(variables.get(name)));
    }

    /// The same, asked for one by one.
    static DatabaseUrl of(Function<String, Optional<String>> variable) {
        try {
            var uri = URI.create(variable.apply("DATABASE_URL").orElseThrow());
            var login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            var user = variable.apply("DATABASE_USER").or(() -> part(login, 0));
            var password = variable.apply("DATABASE_PASSWORD").or(() -> part(login, 1));
            return of(uri, user.orElseThrow(), password.orElseThrow());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // The cause would carry the whole text, password included.
            throw new IllegalArgumentException(FORM);
        }
    }

    private static DatabaseUrl of(URI uri, String user, String password) {
        var postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        var path = uri.getPath() == null ? "" : uri.getPath();
        if (!postgres || uri.getHost() == null || !path.matches("/[^/]+")) {
            throw new IllegalArgumentException(FORM);
        }
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getRawPath().substring(1),
                uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(),
                user,
                password);
    }

    private static Optional<String> part(String[] login, int place) {
        return login.length == 2 ? Optional.of(decoded(login[place])) : Optional.empty();
    }

    /// The address in JDBC's words, without user and password.
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
