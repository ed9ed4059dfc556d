package shop.handover.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/, CHECKOUT",
        "/store, CHECKOUT",
        "/store/p/postfix-relay-handbook, CHECKOUT",
        "/api/stripe/create-checkout, CHECKOUT",
        "/buy.js, CHECKOUT",
        "/store/withdrawal, CHECKOUT",
        "/assets/1f2e3d/base.css, CHECKOUT",
        "/assets/covers/relay.9a8b7c.svg, CHECKOUT",
        "/csp-report, CHECKOUT",
        "/robots.txt, CHECKOUT",
        "/sitemap.xml, CHECKOUT",
        "/api/stripe/webhook, WEBHOOK",
        "/store/success, DOWNLOAD",
        "/store/success/Ab_9-x, DOWNLOAD",
        "/store/download, DOWNLOAD",
        "/store/lost-download, DOWNLOAD",
        "/store/fresh-link, DOWNLOAD",
        "/api/download, DOWNLOAD"
    })
    void every_path_of_the_table_has_its_service(String path, Upstream upstream) {
        assertThat(Routes.of(path).map(Route::upstream)).contains(upstream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//",
                "/store/",
                "//store",
                "/Store",
                "/store/p/",
                "/store/p/a/b",
                "/store/p/..",
                "/store/p/.",
                "/store/p/a%2fb",
                "/store/p/%2e%2e",
                "/store/p/a;b",
                "/store;x=y",
                "/store/../q/health",
                "/store/%2e%2e/q/health",
                "/assets",
                "/assets/",
                "/assets/.env",
                "/assets/../application.properties",
                "/assets/%2e%2e/application.properties",
                "/assets/..%2fapplication.properties",
                "/assets/a//b",
                "/assets/a\\..\\b",
                "/robotsxtxt",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/dev",
                "/metrics",
                "/api/download/",
                "/api/download/x",
                "/api/stripe/webhook/",
                "/api%2fdownload",
                "/api/stripe",
                "*"
            })
    void whatever_is_not_on_the_table_leads_nowhere(String path) {
        assertThat(Routes.of(path)).isEmpty();
    }

    @Test
    void a_body_is_read_only_where_one_is_expected() {
        assertThat(Routes.ALL)
                .allSatisfy(route -> assertThat(route.bodyLimit() > 0)
                        .as(route.path())
                        .isEqualTo(route.methods().contains("POST")));
    }

    @Test
    void head_is_answered_wherever_get_is() {
        assertThat(Routes.ALL)
                .allSatisfy(route -> assertThat(route.methods().contains("HEAD"))
                        .as(route.path())
                        .isEqualTo(route.methods().contains("GET")));
    }
}
