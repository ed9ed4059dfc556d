package shop.handover.fulfillment.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import shop.handover.fulfillment.config.DatabaseUrl;

/// The database's tables in a zip: first `schema`, the version and the moment they are written from, then each table
/// as PostgreSQL's own `COPY` text, its first line the names of its columns. Parents come before their children, so
/// that reading them in this order breaks no rule. Plain JDBC: a command may wait.
///
/// @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">PostgreSQL: COPY</a>
final class Copies {

    private static final String VERSION =
            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1";

    private static final String TABLES = """
            WITH RECURSIVE depth AS (
                SELECT c.oid, 0 AS level FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
                  AND c.relname <> 'flyway_schema_history'
                UNION ALL
                SELECT k.conrelid, d.level + 1 FROM depth d JOIN pg_constraint k
                ON k.confrelid = d.oid AND k.contype = 'f' AND k.conrelid <> k.confrelid
            )
            SELECT oid::regclass::text AS name FROM depth GROUP BY oid ORDER BY max(level), 1""";

    private static final String COLUMNS = """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""";

    private static final String IDENTITIES = """
            SELECT format('SELECT setval(%L, (SELECT max(%I) FROM %s))',
                pg_get_serial_sequence(attrelid::regclass::text, attname), attname, attrelid::regclass)
            FROM pg_attribute WHERE attrelid = ?::regclass AND attidentity <> ''""";

    private final DatabaseUrl url;

    Copies(DatabaseUrl url) {
        this.url = url;
    }

    /// Why a copy is not taken or read, for a person.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /// Writes all tables as they were at one moment, whatever is recorded meanwhile.
    ///
    /// @return what was written, for a person
    String write(OutputStream target) throws SQLException, IOException {
        // Before the first look: from here on, to the second, the copy knows nothing for certain.
        var moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        try (var connection = open();
                var zip = new ZipOutputStream(target, UTF_8)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            var rows = new LinkedHashMap<String, Long>();
            var version = first(connection, VERSION);
            zip.putNextEntry(new ZipEntry("schema"));
            zip.write((version + "\n" + moment + "\n").getBytes(UTF_8));
            for (var table : all(connection, TABLES)) {
                rows.put(table, write(connection, table, zip));
            }
            return told(rows, version, moment);
        }
    }

    private static long write(Connection connection, String table, ZipOutputStream zip)
            throws SQLException, IOException {
        var columns = first(connection, COLUMNS, table);
        zip.putNextEntry(new ZipEntry(table));
        zip.write((columns + "\n").getBytes(UTF_8));
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY " + table + " (" + columns + ") TO STDOUT", new Kept(zip));
    }

    /// Reads a copy into a database without purchases, all of it or nothing.
    ///
    /// @return what was read, for a person
    String read(InputStream source) throws SQLException, IOException {
        try (var zip = new ZipInputStream(source, UTF_8)) {
            var entry = zip.getNextEntry();
            if (entry == null || !entry.getName().equals("schema")) {
                throw new Refused("this is no backup of ours");
            }
            var version = line(zip);
            var moment = line(zip);
            prepare(version);
            try (var connection = open()) {
                connection.setAutoCommit(false);
                var rows = new LinkedHashMap<String, Long>();
                for (var next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                    rows.put(next.getName(), read(connection, next.getName(), zip));
                }
                if (!rows.containsKey("purchase")) {
                    throw new Refused("the file ends early; nothing was restored");
                }
                connection.commit();
                return told(rows, version, moment);
            }
        }
    }

    private void prepare(String version) throws SQLException {
        try (var connection = open()) {
            var used = first(connection, "SELECT to_regclass('purchase') IS NOT NULL")
                            .equals("t")
                    && first(connection, "SELECT EXISTS (SELECT FROM payment_fact) OR EXISTS (SELECT FROM purchase)")
                            .equals("t");
            if (used) {
                throw new Refused("the database is not empty; restore into a new one");
            }
        }
        var migrations = new Migrations();
        if (!migrations.versions().contains(version)) {
            throw new Refused("the backup has schema " + version + ", this program knows " + migrations.versions()
                    + "; use the program that wrote it, or a newer one");
        }
        // The role that works with the tables gets the use of them from `migrate`, before the service starts.
        var done = migrations.flyway(url, "none").target(version).load().migrate();
        if (done.targetSchemaVersion != null && !done.targetSchemaVersion.equals(version)) {
            throw new Refused(
                    "the database has schema " + done.targetSchemaVersion + " already; restore into a new one");
        }
    }

    private static long read(Connection connection, String table, ZipInputStream zip) throws SQLException, IOException {
        var known = all(connection, TABLES);
        if (!known.contains(table)) {
            throw new Refused("the backup holds a table that its schema does not: " + table);
        }
        var columns = line(zip);
        if (!columns.matches("[a-z_0-9, ]+")) {
            throw new Refused("the backup's table " + table + " has no columns");
        }
        var rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + columns + ") FROM STDIN", zip);
        for (var identity : all(connection, IDENTITIES, table)) {
            first(connection, identity);
        }
        return rows;
    }

    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static String told(Map<String, Long> rows, String version, String moment) {
        return rows.getOrDefault("purchase", 0L) + " purchases, " + rows.getOrDefault("mail", 0L) + " mails, "
                + rows.size() + " tables of schema " + version + ", as of " + moment + ",";
    }

    // By hand: a reader would take more than its line.
    private static String line(InputStream in) throws IOException {
        var text = new java.io.ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            text.write(next);
        }
        return text.toString(UTF_8);
    }

    private static String first(Connection connection, String sql, String... values) throws SQLException {
        var all = all(connection, sql, values);
        return all.isEmpty() || all.getFirst() == null ? "" : all.getFirst();
    }

    private static List<String> all(Connection connection, String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    /// Lets the driver write without closing the zip.
    private static final class Kept extends java.io.FilterOutputStream {

        Kept(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
