package shop.handover.torture.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import shop.handover.sandbox.postgres.Database;

/// Reads fulfillment's tables, past every link.
final class Tables {

    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    List<Row> purchases() {
        return all(
                """
                SELECT checkout_session_id, payment_key, product_slug, email, amount_total, currency, status, entitled,
                    amount_refunded, version FROM purchase""",
                row -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7),
                        row.getBoolean(8),
                        row.getLong(9),
                        row.getLong(10)));
    }

    List<FactRow> facts() {
        return all(
                "SELECT payment_key, kind, amount, pg_xact_commit_timestamp(xmin) FROM payment_fact",
                row -> new FactRow(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()));
    }

    List<MailRow> mails() {
        return all("""
                SELECT p.checkout_session_id, m.kind, m.sequence, m.state
                FROM mail m JOIN purchase p ON p.id = m.purchase_id""", row -> new MailRow(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)));
    }

    /// What is still to be done: mails to be sent, states to be told.
    long owed() {
        return all("""
                SELECT (SELECT count(*) FROM mail WHERE state IN ('OWED', 'IN_DOUBT'))
                    + (SELECT count(*) FROM purchase_state WHERE told_version < version)""", row -> row.getLong(1)).getFirst();
    }

    String version() {
        return all("SHOW server_version", row -> row.getString(1)).getFirst();
    }

    private <T> List<T> all(String sql, Reading<T> reading) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot be read: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
