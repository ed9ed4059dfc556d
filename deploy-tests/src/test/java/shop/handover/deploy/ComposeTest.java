package shop.handover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/// docker-compose.yml keeps what the house promises of it, and .env.example tells every variable it reads.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComposeTest {

    private static final Pattern READ = Pattern.compile("\\$\\{([A-Z_]+)(?::[-?][^}]*)?}");
    private static final Pattern TOLD = Pattern.compile("^#?([A-Z_]+)=(.*)$", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern BUILT = Pattern.compile("-pl ([a-z,-]+)");
    // What Docker Compose itself reads.
    private static final Set<String> COMPOSE_OWN = Set.of("COMPOSE_PROFILES");
    private static final Set<String> SET_UP = Set.of("secrets", "topics", "stripe");
    // What the set-up is told from .env to write it into files.
    private static final Set<String> SET_UP_READS = Set.of(
            "STRIPE_SECRET_KEY",
            "STRIPE_WEBHOOK_SECRET",
            "LINK_KEYS",
            "SMTP_PASSWORD",
            "DATABASE_PASSWORD",
            "WEBHOOK_URL");

    private static final JsonNode HOUSE = parsed();

    // Jackson's YAML knows no merge keys.
    private static JsonNode parsed() {
        return new ObjectMapper().valueToTree(new Yaml().<Map<String, Object>>load(Guide.read("docker-compose.yml")));
    }

    static Set<String> containers() {
        return names(HOUSE.path("services"));
    }

    private static Set<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_example_tells_exactly_the_variables_that_are_read() {
        var read = READ.matcher(Guide.read("docker-compose.yml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        read.addAll(COMPOSE_OWN);

        var told = TOLD.matcher(Guide.read(".env.example"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(read);
    }

    @Test
    void all_that_the_images_are_built_from_is_let_into_the_build() {
        var letIn = Guide.read(".dockerignore").lines().toList();
        var modules = MODULE.matcher(Guide.read("pom.xml"))
                .results()
                .map(found -> "!" + found.group(1) + "/pom.xml")
                .toList();
        var built =
                BUILT.matcher(Guide.read("Dockerfile")).results().findFirst().orElseThrow();

        assertThat(letIn).containsAll(modules);
        assertThat(built.group(1).split(","))
                .allSatisfy(module -> assertThat(letIn).contains("!" + module + "/src/main"));
    }

    @Test
    void the_example_holds_no_secret() {
        assertThat(TOLD.matcher(Guide.read(".env.example")).results())
                .filteredOn(found -> found.group(1).matches(".*(KEY|KEYS|SECRET|PASSWORD)"))
                .extracting((MatchResult found) -> found.group(2))
                .containsOnly("");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_container_may_do_no_more_than_its_work(String name) {
        var container = HOUSE.path("services").path(name);

        assertThat(container.path("read_only").asBoolean()).isTrue();
        assertThat(container.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container.path("security_opt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
        assertThat(container.path("mem_limit").asText()).isNotEmpty();
        assertThat(container.path("privileged").isMissingNode()).isTrue();
        // Ours run as 1001 by their image.
        assertThat(container.path("user").asText("1001:1001")).matches("[1-9]\\d*:[1-9]\\d*|1001:1001");
        assertThat(container.path("image").asText()).matches(".*:[^:]*\\d.*").doesNotContain("latest");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_container_is_told_no_secret_but_where_it_lies(String name) {
        var told = names(HOUSE.path("services").path(name).path("environment"));
        var settings = told.stream()
                .filter(variable -> !variable.matches("(KAFKA|POSTGRES|MP)_.*"))
                .toList();

        assertThat(Guide.variables())
                .containsAll(settings.stream()
                        .filter(variable -> !(SET_UP.contains(name) && SET_UP_READS.contains(variable)))
                        .toList());
        if (!SET_UP.contains(name)) {
            assertThat(told).doesNotContainAnyElementsOf(Guide.secrets());
        }
    }

    /// `up --wait` takes a container that ended for a failure, unless one that runs waits for just that.
    @Test
    void every_step_of_the_set_up_is_waited_for_until_it_has_ended_well() {
        var steps = containers().stream()
                .filter(name -> "no"
                        .equals(HOUSE.path("services")
                                .path(name)
                                .path("restart")
                                .asText()))
                .toList();

        assertThat(steps).containsExactlyInAnyOrderElementsOf(SET_UP);
        assertThat(steps)
                .allSatisfy(step -> assertThat(HOUSE.at("/services/checkout-service/depends_on/" + step + "/condition")
                                .asText())
                        .isEqualTo("service_completed_successfully"));
    }

    @Test
    void only_the_gateway_is_published_and_what_plays_the_world_on_this_machine() {
        var published = containers().stream()
                .filter(name -> HOUSE.path("services").path(name).has("ports"))
                .toList();

        assertThat(published).containsExactlyInAnyOrder("gateway", "sandbox", "mailpit");
        assertThat(HOUSE.at("/services/sandbox/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(HOUSE.at("/services/mailpit/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(HOUSE.at("/services/gateway/ports").toString()).doesNotContain("908");
    }

    @Test
    void nobody_but_fulfillment_reaches_the_database() {
        assertThat(containers())
                .filteredOn(name ->
                        HOUSE.at("/services/" + name + "/networks").toString().contains("\"database\""))
                .containsExactlyInAnyOrder("postgres", "fulfillment-service");
        assertThat(HOUSE.at("/networks/database/internal").asBoolean()).isTrue();
    }

    @Test
    void the_tests_run_on_the_images_that_the_house_runs_on() {
        assertThat(Guide.read("sandbox/src/main/java/shop/handover/sandbox/kafka/ContainerKafka.java"))
                .contains('"' + HOUSE.at("/services/kafka/image").asText() + '"');
        assertThat(Guide.read("sandbox/src/main/java/shop/handover/sandbox/postgres/ContainerPostgres.java"))
                .contains('"' + HOUSE.at("/services/postgres/image").asText() + '"');
    }
}
