package shop.handover.sandbox.postgres;

/// Where a database is and how to enter it, in the three dialects the world asks for.
public record Database(String host, int port, String name, String user, String password) {

    /// `jdbc:postgresql://host:port/name`, without user and password.
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /// `postgresql://host:port/name`, as Quarkus' reactive client wants it, without user and password.
    public String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    /// `postgresql://user:password@host:port/name`, as DATABASE_URL holds it.
    public String url() {
        return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + name;
    }

    Database named(String other) {
        return new Database(host, port, other, user, password);
    }
}
