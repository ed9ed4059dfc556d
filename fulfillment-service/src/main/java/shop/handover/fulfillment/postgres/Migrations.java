package shop.handover.fulfillment.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import shop.handover.fulfillment.config.DatabaseUrl;

/// The migrations that this program carries, for a command that runs without the framework which would find them:
/// Flyway alone cannot look into the packaged service.
final class Migrations implements ResourceProvider {

    private static final String FOLDER = "db/migration";

    private final Map<String, String> scripts = read();

    /// Flyway with these migrations and no others.
    ///
    /// @param runtimeUser the role that is to work with the tables without owning them; `none` where the owner does
    FluentConfiguration flyway(DatabaseUrl place, String runtimeUser) {
        return Flyway.configure()
                .dataSource(place.jdbc(), place.user(), place.password())
                .resourceProvider(this)
                .placeholders(Map.of("runtime_user", runtimeUser));
    }

    /// The schema versions this program knows.
    List<String> versions() {
        return scripts.keySet().stream()
                .filter(name -> name.startsWith("V"))
                .map(name -> name.substring(1, name.indexOf("__")))
                .sorted(java.util.Comparator.comparingInt(Integer::parseInt))
                .toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        var script = scripts.get(name);
        return script == null ? null : new Script(name, script);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return scripts.entrySet().stream()
                .filter(script -> script.getKey().startsWith(prefix))
                .filter(script -> Arrays.stream(suffixes).anyMatch(script.getKey()::endsWith))
                .<LoadableResource>map(script -> new Script(script.getKey(), script.getValue()))
                .toList();
    }

    private static Map<String, String> read() {
        try {
            var home = Path.of(Migrations.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                return read(home.resolve(FOLDER));
            }
            try (var jar = FileSystems.newFileSystem(home)) {
                return read(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this program does not know where it lies", e);
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString(), Migrations::text, (a, _) -> a, TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One script, as Flyway wants to see it.
    private static final class Script extends LoadableResource {

        private final String name;
        private final String text;

        Script(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + "/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
