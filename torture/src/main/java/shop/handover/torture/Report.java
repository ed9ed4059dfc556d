package shop.handover.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a verdict down: `report.json` for programs, `report.txt` for people, and the latter on the screen.
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    Report(Path folder) {
        this.folder = folder;
    }

    Verdict write(Verdict verdict) {
        try {
            JSON.writeValue(folder.resolve("report.json").toFile(), verdict);
            Files.writeString(folder.resolve("report.txt"), table(verdict));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.print(table(verdict));
        return verdict;
    }

    private static String table(Verdict verdict) {
        var text = new StringBuilder();
        verdict.figures().forEach((name, value) -> text.append("  %-42s %s%n".formatted(name, value)));
        text.append(System.lineSeparator());
        for (var gate : verdict.gates()) {
            text.append("  %-5s %-42s %d of at most %d%n"
                    .formatted(gate.holds() ? "ok" : "RED", gate.name(), gate.found(), gate.allowed()));
            if (!gate.holds()) {
                gate.examples()
                        .forEach(example ->
                                text.append("          ").append(example).append(System.lineSeparator()));
            }
        }
        return text.toString();
    }
}
