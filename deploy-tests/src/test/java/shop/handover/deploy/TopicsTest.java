package shop.handover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.handover.kit.event.Topic;

/// The operator makes the topics that our own command makes, and keeps each record three times.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TopicsTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_is_what_the_code_says(Topic topic) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");
        var made = Overlay.of("production").the("KafkaTopic", topic.title());

        var expected = new HashMap<>(topic.settings());
        expected.put("min.insync.replicas", "2");
        assertThat(made.at("/spec/partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(made.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(Manifest.texts(made.at("/spec/config"))).isEqualTo(expected);
    }

    @Test
    void there_are_no_others() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Overlay.of("production").all("KafkaTopic").map(Manifest::name))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::title).toList());
    }

    @Test
    void as_many_replicas_of_fulfillment_as_partitions_and_no_more() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Overlay.of("production")
                        .the("ScaledObject", "fulfillment-service")
                        .at("/spec/maxReplicaCount")
                        .asInt())
                .isEqualTo(Topic.STRIPE_EVENTS.partitions());
    }
}
