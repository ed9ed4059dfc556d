package shop.handover.deploy.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.deploy.Manifest;
import shop.handover.deploy.Overlay;
import shop.handover.kit.config.KafkaLogin;
import shop.handover.kit.event.Topic;
import shop.handover.sandbox.machine.Certificate;

/// The rights that the KafkaUsers of the production overlay have, tried out on a real broker: what each may write and
/// read is exactly what its work needs. Clients log in with the settings an operator gives the services.
@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaRightsTest {

    private static final String MINE = "VISIBLYFAKE";
    private static SecuredBroker broker;
    private static Path authority;
    private static List<Manifest> users;

    @TempDir
    static Path folder;

    @BeforeAll
    static void a_broker_with_the_users_of_production() throws Exception {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var certificate = Certificate.make(folder, "ip:127.0.0.1");
        authority = certificate.authority();
        broker = SecuredBroker.start(folder, certificate);
        users = Overlay.of("production").all("KafkaUser").toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.operators()))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(topic.title(), Optional.of(1), Optional.empty()))
                            .toList())
                    .all()
                    .get();
            admin.alterUserScramCredentials(users.stream()
                            .map(user -> new UserScramCredentialUpsertion(
                                    user.name(), new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), MINE))
                            .map(UserScramCredentialAlteration.class::cast)
                            .toList())
                    .all()
                    .get();
            fill();
            admin.createAcls(users.stream().flatMap(KafkaRightsTest::rights).toList())
                    .all()
                    .get();
        }
    }

    private static void fill() throws ExecutionException, InterruptedException {
        Map<String, Object> operator = Map.of("bootstrap.servers", broker.operators());
        try (var producer = new KafkaProducer<>(operator, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var topic : Topic.values()) {
                producer.send(new ProducerRecord<>(topic.title(), new byte[1], new byte[1]))
                        .get();
            }
        }
    }

    @AfterAll
    static void it_ends() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void each_writes_what_its_work_needs_and_nothing_else() {
        assertThat(users.stream().flatMap(user -> written(user.name())).toList())
                .containsExactlyInAnyOrder(
                        "webhook-service writes stripe-events",
                        "dead-letters writes stripe-events",
                        "fulfillment-service writes stripe-events-dead",
                        "fulfillment-service writes purchases",
                        "checkout-service writes requests",
                        "download-service writes requests",
                        "download-service writes downloads");
    }

    @Test
    void each_reads_what_its_work_needs_and_nothing_else() {
        assertThat(users.stream().flatMap(user -> readBy(user.name())).toList())
                .containsExactlyInAnyOrder(
                        "fulfillment-service reads stripe-events",
                        "fulfillment-service reads requests",
                        "fulfillment-service reads downloads",
                        "dead-letters reads stripe-events-dead",
                        "download-service reads purchases",
                        "download-service reads downloads");
    }

    @Test
    void only_fulfillment_and_its_autoscaler_see_where_its_group_stands() {
        assertThat(users.stream()
                        .map(Manifest::name)
                        .filter(user -> allowed(
                                user,
                                admin -> admin.listConsumerGroupOffsets("fulfillment")
                                        .partitionsToOffsetAndMetadata()
                                        .get())))
                .containsExactlyInAnyOrder("fulfillment-service", "keda");
    }

    @Test
    void nobody_makes_a_topic_or_gives_a_right() {
        assertThat(users.stream()
                        .map(Manifest::name)
                        .filter(user -> allowed(
                                user,
                                admin -> admin.createTopics(
                                                List.of(new NewTopic("mine", Optional.of(1), Optional.empty())))
                                        .all()
                                        .get())))
                .isEmpty();
    }

    @Test
    void a_stranger_and_a_wrong_password_are_sent_away() {
        var stranger = login("stranger", MINE);
        var wrong = login("webhook-service", "wrong");

        for (var settings : List.of(stranger, wrong)) {
            assertThatThrownBy(() -> {
                        try (var admin = Admin.create(settings)) {
                            admin.listTopics().names().get();
                        }
                    })
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static Stream<String> written(String user) {
        try (var producer =
                new KafkaProducer<>(login(user, MINE), new ByteArraySerializer(), new ByteArraySerializer())) {
            return Arrays.stream(Topic.values())
                    .filter(topic -> {
                        try {
                            // A compacted topic takes no record without a key.
                            producer.send(new ProducerRecord<>(topic.title(), new byte[1], new byte[1]))
                                    .get();
                            return true;
                        } catch (ExecutionException e) {
                            return refused(e);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .map(topic -> user + " writes " + topic.title())
                    .toList()
                    .stream();
        }
    }

    // Without a group, as download-service reads; fulfillment's group is asked for by a test of its own.
    private static Stream<String> readBy(String user) {
        return Arrays.stream(Topic.values())
                .filter(topic -> reads(user, topic))
                .map(topic -> user + " reads " + topic.title());
    }

    // Either the record that lies there comes, or the refusal.
    private static boolean reads(String user, Topic topic) {
        try (var consumer =
                new KafkaConsumer<>(login(user, MINE), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic.title(), 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            var late = Instant.now().plus(Duration.ofMinutes(1));
            while (Instant.now().isBefore(late)) {
                if (!consumer.poll(Duration.ofMillis(500)).isEmpty()) {
                    return true;
                }
            }
            throw new IllegalStateException("neither a record nor a refusal from " + topic.title());
        } catch (AuthorizationException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Wish {
        Object of(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static boolean allowed(String user, Wish wish) {
        try (var admin = Admin.create(login(user, MINE))) {
            wish.of(admin);
            return true;
        } catch (ExecutionException e) {
            return refused(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // Any other failure is one of the test.
    private static boolean refused(ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
        return false;
    }

    private static Map<String, Object> login(String user, String password) {
        try {
            var file = Files.writeString(Files.createTempFile(folder, "password", ""), password + "\n");
            var settings = new HashMap<String, Object>(KafkaLogin.settings(Map.of(
                    "KAFKA_USER", user,
                    "KAFKA_PASSWORD_FILE", file.toString(),
                    "KAFKA_CA_FILE", authority.toString())));
            settings.put("bootstrap.servers", broker.clients());
            settings.put("enable.auto.commit", "false");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<AclBinding> rights(Manifest user) {
        return Manifest.all(user.at("/spec/authorization/acls"))
                .flatMap(acl -> Manifest.all(acl.path("operations"))
                        .map(operation -> new AclBinding(
                                pattern(acl.path("resource")),
                                new AccessControlEntry(
                                        "User:" + user.name(),
                                        "*",
                                        AclOperation.valueOf(operation.asText().toUpperCase(Locale.ROOT)),
                                        AclPermissionType.ALLOW))));
    }

    private static ResourcePattern pattern(JsonNode resource) {
        return new ResourcePattern(
                ResourceType.valueOf(resource.path("type").asText().toUpperCase(Locale.ROOT)),
                resource.path("name").asText(),
                resource.path("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
    }
}
