package shop.handover.sandbox.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The checksums the catalog promises.
record Catalogue(Set<String> sums) {

    private static final Pattern SUM = Pattern.compile("sha256:\\s*'?\"?([0-9a-f]{64})");

    static Catalogue read(Path file) {
        try {
            return new Catalogue(SUM.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult sum) -> sum.group(1))
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalog " + file, e);
        }
    }
}
