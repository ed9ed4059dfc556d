package shop.handover.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.handover.sandbox.gateway.Upstream;

/// The cluster's door lets through what the laptop's does, and nothing else.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutesTest {

    @ParameterizedTest
    @EnumSource(Upstream.class)
    void the_route_of_a_service_is_the_table_s(Upstream upstream) {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        var route = Overlay.of("production").the("HTTPRoute", HttpRoutes.service(upstream));

        assertThat(route.at("/spec/rules")).isEqualTo(HttpRoutes.rules(upstream));
    }

    @Test
    void there_are_no_other_routes_but_the_one_to_https() {
        assumeTrue(Overlay.canBeRendered(), "neither kustomize nor kubectl is here");

        assertThat(Overlay.of("production").all("HTTPRoute").map(Manifest::name))
                .containsExactlyInAnyOrder("checkout-service", "webhook-service", "download-service", "to-https");
    }

    // Of matches in one rule the API takes sixty-four, and of rules sixteen.
    @ParameterizedTest
    @EnumSource(Upstream.class)
    void a_route_is_no_longer_than_the_API_allows(Upstream upstream) {
        var rules = HttpRoutes.rules(upstream);

        assertThat(rules.size()).isBetween(1, 16);
        assertThat(StreamSupport.stream(rules.spliterator(), false)
                        .map(rule -> rule.path("matches").size())
                        .collect(Collectors.toList()))
                .allMatch(size -> size <= 64);
    }

    @Test
    void no_pattern_leads_out_of_its_place() {
        var patterns = StreamSupport.stream(HttpRoutes.rules(Upstream.CHECKOUT).spliterator(), false)
                .flatMap(rule -> Manifest.all(rule.path("matches")))
                .filter(match -> match.at("/path/type").asText().equals("RegularExpression"))
                .map(match -> match.at("/path/value").asText())
                .distinct()
                .toList();

        assertThat(patterns).isNotEmpty().allSatisfy(pattern -> {
            assertThat("/assets/../q/health").doesNotMatch(Pattern.compile("^" + pattern + "$"));
            assertThat("/store/p/%2e%2e").doesNotMatch(Pattern.compile("^" + pattern + "$"));
        });
    }
}
