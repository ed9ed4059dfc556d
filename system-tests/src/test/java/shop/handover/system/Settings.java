package shop.handover.system;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/// Every setting of every service, read off the interfaces that the services themselves are configured by.
final class Settings {

    private static final List<String> SERVICES = List.of("checkout", "webhook", "fulfillment", "download");

    /// One setting.
    ///
    /// @param variable the name an operator sets in the environment
    /// @param defaultCell the table's cell: the default in backticks, or a dash
    record Setting(String key, String variable, String defaultCell) {}

    private Settings() {}

    static List<Setting> of(Path root) {
        return SERVICES.stream().flatMap(service -> of(root, service)).toList();
    }

    private static Stream<Setting> of(Path root, String service) {
        var wiring = wiring(root.resolve(service + "-service/src/main/resources/application.properties"));
        var config = config(root, service);
        var prefix = config.getAnnotation(ConfigMapping.class).prefix();
        return settings(config, prefix, wiring);
    }

    private static Stream<Setting> settings(Class<?> config, String prefix, Properties wiring) {
        return Arrays.stream(config.getMethods())
                .sorted(Comparator.comparing(Method::getName))
                .flatMap(method -> {
                    var key = method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
                    var group = method.getReturnType().isInterface()
                            && method.getReturnType().getName().startsWith("shop.handover");
                    return group
                            ? settings(method.getReturnType(), key, wiring)
                            : Stream.of(new Setting(key, variable(key, wiring), defaultCell(method)));
                });
    }

    private static String name(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithName.class))
                .map(WithName::value)
                .orElseGet(() -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    // Wired as `${STRIPE_SECRET_KEY}` or `${TIME_ZONE:}`, or else by the rule all settings follow.
    private static String variable(String key, Properties wiring) {
        var wired = wiring.getProperty(key, "");
        return wired.startsWith("${")
                ? wired.replaceAll("^\\$\\{([A-Z_]+).*$", "$1")
                : key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static String defaultCell(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(value -> "`" + value.value() + "`")
                .orElse("–");
    }

    private static Class<?> config(Path root, String service) {
        var name = Character.toUpperCase(service.charAt(0)) + service.substring(1) + "Config.java";
        var sources = root.resolve(service + "-service/src/main/java");
        try (var paths = Files.walk(sources)) {
            var source = paths.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
            return Class.forName(
                    sources.relativize(source).toString().replace('/', '.').replaceAll("\\.java$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties wiring(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
