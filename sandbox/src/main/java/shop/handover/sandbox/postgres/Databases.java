package shop.handover.sandbox.postgres;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Creates databases, over JDBC.
final class Databases {

    private Databases() {}

    static Database createFresh(Database from, String name) {
        run(from, "DROP DATABASE IF EXISTS " + checked(name) + " WITH (FORCE)", "CREATE DATABASE " + name);
        return from.named(name);
    }

    static void createMissing(Database from, String name) {
        try (var connection = DriverManager.getConnection(from.jdbcUrl(), from.user(), from.password());
                var query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, checked(name));
            if (query.executeQuery().next()) {
                return;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for the database " + name, e);
        }
        run(from, "CREATE DATABASE " + name);
    }

    private static void run(Database from, String... statements) {
        try (var connection = DriverManager.getConnection(from.jdbcUrl(), from.user(), from.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database", e);
        }
    }

    private static String checked(String name) {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain database name: " + name);
        }
        return name;
    }

    /// Returns once the server lets us in; tries for a minute.
    static void awaitServer(Database database) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            try (var _ = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("no PostgreSQL answers at " + database.reactiveUrl(), e);
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }
}
