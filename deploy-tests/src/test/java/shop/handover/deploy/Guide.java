package shop.handover.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the documents tell those who deploy.
public final class Guide {

    private static final Pattern VARIABLE = Pattern.compile("`([A-Z][A-Z0-9_]+)`");
    private static final Pattern SECRETS =
            Pattern.compile("\\*\\*Secrets as files\\.\\*\\*(.*?)may each be given as", Pattern.DOTALL);

    private Guide() {}

    /// A document, by its path from the root.
    public static String read(String document) {
        try {
            return Files.readString(Overlay.ROOT.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every variable of docs/configuration.md, the secrets as files too.
    public static Set<String> variables() {
        return Stream.concat(
                        VARIABLE.matcher(read("docs/configuration.md"))
                                .results()
                                .map(found -> found.group(1)),
                        secrets().stream().map(name -> name + "_FILE"))
                .collect(Collectors.toSet());
    }

    /// Those that hold secrets.
    public static Set<String> secrets() {
        var told = SECRETS.matcher(read("docs/configuration.md"));
        if (!told.find()) {
            throw new IllegalStateException("docs/configuration.md does not name the secrets");
        }
        return VARIABLE.matcher(told.group(1))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
