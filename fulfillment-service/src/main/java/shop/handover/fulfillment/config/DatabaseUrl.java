package shop.handover.fulfillment.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// `postgresql://user:password@host:port/db`, taken apart. User and password may hold any character as `%XX`, or come
/// beside it as `DATABASE_USER` and `DATABASE_PASSWORD`, which go before those in the address.
///
/// @param query what followed the `?`, for both drivers; may be empty
public record DatabaseUrl(String host, int port, String name, String query, String user, String password) {

    private static final String SSL_MODE = "sslmode=";
    private static final String SSL_ROOT = "sslrootcert=";
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

    /// What Quarkus wants to hear. `sslmode` and `sslrootcert` are said as to every PostgreSQL client; the reactive
    /// driver wants them in words of its own.
    ///
    /// @see <a href="https://www.postgresql.org/docs/18/libpq-ssl.html">PostgreSQL: SSL support</a>
    Map<String, String> settings() {
        var rest = parameters()
                .filter(pair -> !pair.startsWith(SSL_MODE) && !pair.startsWith(SSL_ROOT))
                .collect(joining("&", "?", ""));
        var settings = new HashMap<>(Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://" + host + ":" + port + "/" + name + (rest.equals("?") ? "" : rest),
                "quarkus.datasource.jdbc.url",
                jdbc(),
                "quarkus.datasource.username",
                user,
                "quarkus.datasource.password",
                password));
        parameter(SSL_MODE).ifPresent(mode -> settings.putAll(encrypted(mode)));
        return settings;
    }

    // Without an authority to trust, the other modes encrypt and ask for nobody's name: libpq's meaning too.
    private Map<String, String> encrypted(String mode) {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", mode);
        if (mode.equals("verify-full")) {
            settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS");
        }
        parameter(SSL_ROOT)
                .ifPresentOrElse(
                        authority -> settings.putAll(Map.of(
                                "quarkus.datasource.reactive.trust-certificate-pem",
                                "true",
                                "quarkus.datasource.reactive.trust-certificate-pem.certs",
                                authority)),
                        () -> settings.put(
                                "quarkus.datasource.reactive.trust-all", Boolean.toString(!mode.startsWith("verify"))));
        return settings;
    }

    private Optional<String> parameter(String name) {
        return parameters()
                .filter(pair -> pair.startsWith(name))
                .map(pair -> decoded(pair.substring(name.length())))
                .findFirst();
    }

    private Stream<String> parameters() {
        return query.isEmpty() ? Stream.of() : Stream.of(query.substring(1).split("&"));
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
