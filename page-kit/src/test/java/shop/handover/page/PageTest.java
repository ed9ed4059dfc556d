package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.handover.kit.language.Languages;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PageTest {

    private static final Pattern SAID = Pattern.compile("say\\('([^']+)'");

    @Test
    void every_template_says_only_words_that_exist() throws IOException {
        var english = Languages.packaged().english();

        try (var templates = Files.walk(Path.of("src/main/resources/templates"))) {
            var said = templates
                    .filter(Files::isRegularFile)
                    .flatMap(template -> SAID.matcher(text(template)).results())
                    .map(result -> result.group(1))
                    .toList();

            assertThat(said).isNotEmpty().allMatch(english::has);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "buyer@example.com, b…r@example.com",
        "ab@example.com, a…@example.com",
        "a@example.com, a…@example.com",
        "nonsense, …"
    })
    void an_address_is_shown_to_its_owner_and_not_to_a_bystander(String address, String shown) {
        assertThat(Masked.email(address)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'text/html,application/xhtml+xml,*/*;q=0.8', true",
        "'application/json', false",
        "'application/json, text/html', false",
        "'*/*', false",
        ", false"
    })
    void trouble_is_told_as_a_page_to_browsers_only(String accept, boolean page) {
        assertThat(Problems.wantsAPage(accept)).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "/store, /store",
        "//evil.example/x, /evil.example/x",
        "///evil.example, /evil.example",
        "/\\evil.example, /%5Cevil.example"
    })
    void a_link_to_this_page_stays_on_this_site(String asked, String linked) {
        assertThat(Pages.onThisSite(asked)).isEqualTo(linked);
    }

    @Test
    void a_problem_without_words_of_its_own_still_has_some() {
        var german = Languages.packaged().of("de").orElseThrow();

        assertThat(Problem.of("not-found", 404, "").title(german)).isEqualTo("Hier ist nichts");
        assertThat(Problem.of("something-new", 422, "").title(german)).isEqualTo("Das hat nicht geklappt");
        assertThat(ProblemMappers.problem(500).title(german)).isEqualTo("Das hat nicht geklappt");
    }

    private static String text(Path template) {
        try {
            return Files.readString(template);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
