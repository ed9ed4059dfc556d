package shop.handover.system;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.handover.kit.catalog.CatalogReader;
import shop.handover.system.Settings.Setting;

/// What the documents say is what the code knows.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static List<Setting> settings() {
        return Settings.of(ROOT);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void every_setting_stands_in_the_table_with_its_name_and_default(Setting setting) {
        assertThat(read("docs/configuration.md"))
                .as("a row for %s", setting.key())
                .contains("| `%s` | `%s` | %s |".formatted(setting.key(), setting.variable(), setting.defaultCell()));
    }

    @Test
    void no_setting_stands_in_the_table_that_nothing_reads() {
        var known = settings().stream().map(Setting::key).collect(toCollection(TreeSet::new));
        var told = Pattern.compile("^\\| `(handover\\.[a-z.-]+)`", Pattern.MULTILINE)
                .matcher(read("docs/configuration.md"))
                .results()
                .map(row -> row.group(1))
                .collect(toCollection(TreeSet::new));

        assertThat(told).isEqualTo(known);
    }

    @Test
    void every_class_the_readme_names_for_a_step_exists() {
        var sources = sources().map(Path::getFileName).map(Path::toString).toList();

        assertThat(Pattern.compile("^\\| [1-7] \\|.*\\| `(\\w+)` \\|$", Pattern.MULTILINE)
                        .matcher(read("README.md"))
                        .results()
                        .map(row -> row.group(1) + ".java")
                        .toList())
                .hasSize(6)
                .isSubsetOf(sources);
    }

    @Test
    void every_problem_a_caller_may_meet_is_explained() {
        var told = read("docs/problems.md");
        // However a class writes it down, a type stands beside its status.
        var typeAndStatus = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\",\\s*[45]\\d\\d,");
        var statusAndType =
                Pattern.compile("(?:new Trouble\\(\\s*[45]\\d\\d|Status\\.[A-Z_]+),\\s*\"([a-z]+(?:-[a-z]+)*)\",");
        var met = sources()
                .filter(source -> source.toString().matches(".*(-service|page-kit)/src.*"))
                .map(DocumentationTest::read)
                .flatMap(source -> Stream.of(typeAndStatus, statusAndType)
                        .flatMap(type -> type.matcher(source).results()))
                .map(problem -> problem.group(1))
                .collect(toCollection(TreeSet::new));

        assertThat(met)
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(told).contains("| `" + type + "` |"));
    }

    @Test
    void links_between_documents_lead_somewhere() {
        for (var document : List.of(
                "README.md",
                "CONTRIBUTING.md",
                "docs/adr/README.md",
                "docs/catalog.md",
                "docs/cluster.md",
                "deploy/README.md")) {
            var folder = ROOT.resolve(document).getParent();
            assertThat(Pattern.compile("]\\((?!https?://)([^)#]+)")
                            .matcher(read(document))
                            .results()
                            .map(MatchResult::group))
                    .allSatisfy(link ->
                            assertThat(folder.resolve(link.substring(2))).exists());
        }
    }

    @Test
    void the_sample_catalog_is_read_without_a_fault() {
        assertThat(CatalogReader.read(ROOT.resolve("catalog/catalog.yaml")).products())
                .hasSize(3);
    }

    private static Stream<Path> sources() {
        try (var paths = Files.walk(ROOT)) {
            return paths
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    .filter(path -> path.toString().endsWith(".java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String document) {
        return read(ROOT.resolve(document));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
