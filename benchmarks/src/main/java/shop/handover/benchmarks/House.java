package shop.handover.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The house that `./handover up` started, as the script describes it in the environment: its ports
/// (`WEBHOOK_PORT`), `PUBLIC_URL`, `STRIPE_WEBHOOK_SECRET`, `DATABASE_URL` and the like.
public record House(Map<String, String> settings) {

    /// @throws IllegalArgumentException where the house was never up
    public static House up() {
        var house = new House(System.getenv());
        house.setting("HANDOVER_HOUSE");
        return house;
    }

    /// @throws IllegalArgumentException where the house has no such setting
    public String setting(String name) {
        return Optional.ofNullable(settings.get(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the house tells no " + name + "; start it with ./handover up --detach"));
    }

    /// Where a part answers, by the variable of its port: `at("WEBHOOK_PORT")`.
    public URI at(String port) {
        return URI.create("http://127.0.0.1:" + setting(port));
    }

    /// A part's process: `webhook`, `download`, `kafka`, …
    ///
    /// @throws IllegalArgumentException where it does not run
    public Watched part(String name) {
        var file = Path.of(setting("HANDOVER_HOUSE"), "run", name + ".pid");
        try {
            return new Watched(name, Long.parseLong(Files.readString(file).strip()));
        } catch (IOException _) {
            throw new IllegalArgumentException(name + " does not run; start it with ./handover up --detach");
        }
    }
}
