package shop.handover.fulfillment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseUrlTest {

    @Test
    void one_url_serves_both_drivers() {
        assertThat(read("postgresql://shop:s%40f+e%3A@db.example:5433/store?sslmode=require")
                        .settings())
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.example:5433/store")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5433/store?sslmode=require")
                .containsEntry("quarkus.datasource.username", "shop")
                .containsEntry("quarkus.datasource.password", "s@f+e:");
    }

    @Test
    void the_usual_port_may_be_left_out() {
        assertThat(read("postgres://a:b@db/store").port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://shop:hidden@db/store",
                "postgresql://db/store",
                "postgresql://shop@db/store",
                "postgresql://shop:hidden@db",
                "postgresql://shop:hid%zzden@db/store",
                "postgresql://shop:hidden@db/store/more",
                "hidden"
            })
    void nonsense_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("hid")
                .hasNoCause();
    }

    @Test
    void the_password_is_not_printed() {
        assertThat(read("postgresql://shop:hidden@db/store")).asString().doesNotContain("hidden");
    }

    @Test
    void user_and_password_may_come_beside_it() {
        var beside = Map.of(
                "DATABASE_URL", "postgresql://db/store", "DATABASE_USER", "runtime", "DATABASE_PASSWORD", "as%20it is");

        assertThat(DatabaseUrl.of(beside).settings())
                .containsEntry("quarkus.datasource.username", "runtime")
                .containsEntry("quarkus.datasource.password", "as%20it is");
    }

    @Test
    void what_it_says_of_encryption_both_drivers_hear() {
        var settings =
                read("postgresql://shop:x@db/store?sslmode=verify-full&sslrootcert=/ca/ca.crt&application_name=us")
                        .settings();

        assertThat(settings)
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/store?application_name=us")
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://db:5432/store?sslmode=verify-full&sslrootcert=/ca/ca.crt&application_name=us")
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full")
                .containsEntry("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS")
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem.certs", "/ca/ca.crt");
        assertThat(read("postgresql://shop:x@db/store?sslmode=require").settings())
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/store")
                .containsEntry("quarkus.datasource.reactive.trust-all", "true");
        assertThat(read("postgresql://shop:x@db/store?sslmode=verify-ca").settings())
                .containsEntry("quarkus.datasource.reactive.trust-all", "false");
    }

    private static DatabaseUrl read(String text) {
        return DatabaseUrl.of(Map.of("DATABASE_URL", text));
    }
}
