package shop.handover.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaLoginTest {

    @TempDir
    Path folder;

    @Test
    void with_a_user_and_an_authority_the_brokers_are_spoken_to_in_cipher() throws IOException {
        var password = Files.writeString(folder.resolve("password"), "it's \"here\"\\\n");
        var authority = Files.writeString(folder.resolve("ca.crt"), "-----BEGIN CERTIFICATE-----");

        assertThat(KafkaLogin.settings(Map.of(
                        "KAFKA_USER", "webhook-service",
                        "KAFKA_PASSWORD_FILE", password.toString(),
                        "KAFKA_CA_FILE", authority.toString())))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"webhook-service\" password=\"it's \\\"here\\\"\\\\\";")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", authority.toString());
    }

    @Test
    void without_either_nothing_is_said() {
        assertThat(KafkaLogin.settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")))
                .isEmpty();
    }

    @Test
    void what_is_said_explicitly_holds() {
        assertThat(KafkaLogin.settings(Map.of(
                        "KAFKA_USER",
                        "me",
                        "KAFKA_PASSWORD",
                        "mine",
                        "KAFKA_SECURITY_PROTOCOL",
                        "SASL_SSL",
                        "KAFKA_SASL_MECHANISM",
                        "PLAIN")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"me\" password=\"mine\";");
    }

    @Test
    void half_a_login_is_refused_by_name() {
        assertThatThrownBy(() -> KafkaLogin.settings(Map.of("KAFKA_USER", "me")))
                .hasMessageContaining("KAFKA_PASSWORD");
        assertThatThrownBy(() -> KafkaLogin.settings(Map.of("KAFKA_CA_FILE", "/nowhere/ca.crt")))
                .hasMessageContaining("KAFKA_CA_FILE");
        assertThatThrownBy(() -> KafkaLogin.settings(Map.of("KAFKA_SECURITY_PROTOCOL", "TLS")))
                .hasMessageContaining("KAFKA_SECURITY_PROTOCOL");
    }
}
