package shop.handover.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What nginx reads is what the laptop's gateway reads.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GatewayFilesTest {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @Test
    void the_files_in_the_repository_are_what_the_table_says() {
        assertThat(GatewayFiles.all())
                .allSatisfy((path, text) -> assertThat(TOP.resolve(path))
                        .as("%s is not what the route table says; run ./handover gateway-files", path)
                        .hasContent(text));
    }

    @Test
    void every_route_is_a_location() {
        var nginx = GatewayFiles.all().get("deploy/gateway/routes.conf");

        assertThat(Routes.ALL).allSatisfy(route -> {
            assertThat(nginx).contains(route.exact() ? "location = " + route.path() + " {" : route.pattern());
        });
        assertThat(Pattern.compile("^location ", Pattern.MULTILINE)
                        .matcher(nginx)
                        .results())
                .hasSize(Routes.ALL.size() + 1);
    }

    @Test
    void no_port_of_management_stands_in_any_of_them() {
        assertThat(GatewayFiles.all().values()).noneMatch(text -> text.matches("(?s).*\\b908[1-4]\\b.*"));
    }

    @Test
    void a_pace_is_counted_where_it_is_used() {
        var counters = GatewayFiles.all().get("deploy/gateway/paces.conf");

        assertThat(List.of(Pace.values()))
                .allSatisfy(pace -> assertThat(counters)
                        .contains("zone=" + pace.name().toLowerCase() + ":8m rate=" + pace.perSecond() + "r/s;"));
    }
}
