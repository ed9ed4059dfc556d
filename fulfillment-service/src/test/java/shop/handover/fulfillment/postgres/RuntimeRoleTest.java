package shop.handover.fulfillment.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.sandbox.postgres.Database;
import shop.handover.sandbox.postgres.PostgresServer;

/// The role the service works with reads and writes rows, and changes no table. That the whole service is content with
/// it is shown by every test of `journey`, which runs it so.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuntimeRoleTest {

    private static final String NOT_ALLOWED = "42501";
    private static Database database;

    @BeforeAll
    static void an_owner_and_a_runtime_role_of_a_new_database() throws SQLException {
        var server = PostgresServer.shared();
        database = server.createDatabase("roles");
        as(database.user(), database.password(), """
                DROP ROLE IF EXISTS shop_runtime;
                DROP ROLE IF EXISTS shop_migrator;
                CREATE ROLE shop_runtime LOGIN PASSWORD 'runtime';
                CREATE ROLE shop_migrator LOGIN PASSWORD 'migrator';
                ALTER DATABASE roles OWNER TO shop_migrator
                """);

        assertThat(migrate(Map.of())).startsWith("0 migrate: ").doesNotContain("migrator@");
    }

    @Test
    void migrating_again_changes_nothing() {
        assertThat(migrate(Map.of())).startsWith("0 ").contains(", 0 steps made");
    }

    @Test
    void what_a_later_release_added_stays() throws SQLException {
        as("shop_migrator", "migrator", """
                INSERT INTO flyway_schema_history
                SELECT installed_rank + 1, '9999', 'later', type, 'V9999__later.sql', 1, installed_by, now(), 1, true
                FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1""");

        assertThat(migrate(Map.of())).startsWith("0 ").contains(", 0 steps made");
    }

    @Test
    void rows_are_the_runtime_role_s_to_read_and_write() throws SQLException {
        asRuntime("INSERT INTO stripe_event (id, type) VALUES ('evt_1', 'charge.refunded')");
        asRuntime("UPDATE stripe_event SET type = 'refund.created' WHERE id = 'evt_1'");
        asRuntime("DELETE FROM stripe_event WHERE id = 'evt_1'");
        asRuntime("INSERT INTO ledger_run (reach, since, began_at) VALUES ('DAY', now(), now())");
        asRuntime("SELECT version FROM flyway_schema_history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id int)",
                "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "ALTER TABLE purchase ADD COLUMN mine int",
                "ALTER TABLE purchase DROP CONSTRAINT purchase_checkout_session_id_key",
                "CREATE INDEX mine ON purchase (email)",
                "DROP TABLE mail",
                "TRUNCATE mail",
                "DELETE FROM flyway_schema_history",
                "CREATE ROLE mine",
                "CREATE SCHEMA mine"
            })
    void nothing_else_is(String statement) {
        assertThatThrownBy(() -> asRuntime(statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
    }

    @Test
    void a_runtime_role_that_is_not_there_is_a_clear_failure() {
        assertThat(migrate(Map.of("DATABASE_RUNTIME_USER", "nobody_of_that_name")))
                .startsWith("1 ")
                .contains("nobody_of_that_name");
    }

    @Test
    void a_wrong_address_is_told_without_the_password() {
        assertThat(migrate(Map.of("DATABASE_URL", "mysql://shop:VISIBLYFAKE@db/store")))
                .startsWith("1 migrate: DATABASE_URL must be")
                .doesNotContain("VISIBLYFAKE");
    }

    private static String migrate(Map<String, String> others) {
        var environment = new HashMap<>(Map.of(
                "DATABASE_URL", database.jdbcUrl().replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", ""),
                "DATABASE_USER", "shop_migrator",
                "DATABASE_PASSWORD", "migrator",
                "DATABASE_RUNTIME_USER", "shop_runtime"));
        environment.putAll(others);
        var out = new ByteArrayOutputStream();
        return Migrate.run(environment, new PrintStream(out)) + " " + out;
    }

    private static void asRuntime(String sql) throws SQLException {
        as("shop_runtime", "runtime", sql);
    }

    private static void as(String user, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
