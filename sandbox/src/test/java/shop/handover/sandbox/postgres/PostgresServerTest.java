package shop.handover.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PostgresServerTest {

    @Test
    void what_was_committed_is_there_after_a_kill_and_after_a_stop() throws Exception {
        try (var postgres = PostgresServer.start()) {
            execute(postgres.database(), "CREATE TABLE sale (id int)");
            execute(postgres.database(), "INSERT INTO sale VALUES (1)");

            postgres.kill();
            assertThatThrownBy(() -> connect(postgres.database())).isInstanceOf(SQLException.class);
            postgres.resume();
            postgres.stop();
            postgres.resume();

            assertThat(count(postgres.database())).isEqualTo(1);
        }
    }

    @Test
    void a_fresh_database_is_empty_though_its_name_was_used_before() throws Exception {
        Database first = PostgresServer.shared().createDatabase("orders");
        execute(first, "CREATE TABLE sale (id int)");

        Database second = PostgresServer.shared().createDatabase("orders");

        execute(second, "CREATE TABLE sale (id int)");
        assertThat(count(second)).isZero();
    }

    @Test
    void a_name_that_could_be_a_statement_is_refused() {
        var postgres = PostgresServer.shared();

        assertThatThrownBy(() -> postgres.createDatabase("a; DROP DATABASE handover"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Database database) throws SQLException {
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM sale")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
