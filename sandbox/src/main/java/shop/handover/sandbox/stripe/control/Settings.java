package shop.handover.sandbox.stripe.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import shop.handover.sandbox.stripe.delivery.Backoff;
import shop.handover.sandbox.stripe.payment.Delays;
import shop.handover.sandbox.stripe.trouble.ApiTrouble;
import shop.handover.sandbox.stripe.trouble.DeliveryTrouble;
import shop.handover.sandbox.stripe.trouble.Troubles;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.SandboxClock;

/// Trouble, delays and time by name, as the controls take and show them.
/// Longer than a screen: it is the list of the settings.
public final class Settings {

    private final Troubles troubles;
    private final Delays delays;
    private final Backoff backoff;
    private final SandboxClock clock;

    public Settings(Troubles troubles, Delays delays, Backoff backoff, SandboxClock clock) {
        this.troubles = troubles;
        this.delays = delays;
        this.backoff = backoff;
        this.clock = clock;
    }

    /// Changes what is named and leaves the rest.
    ///
    /// @throws IllegalArgumentException naming what cannot be read or is out of bounds
    public void change(Map<String, String> given) {
        var d = troubles.delivery();
        var asked = new Asked(given);
        troubles.make(new DeliveryTrouble(
                asked.number("dropNext", d.dropNext()),
                asked.share("dropShare", d.dropShare()),
                asked.number("delayMillis", (int) d.delayMillis()),
                asked.number("copies", d.copies()),
                asked.yes("shuffle", d.shuffle()),
                asked.list("hold", d.hold()),
                asked.yes("twins", d.twins()),
                asked.yes("wrongSecret", d.wrongSecret()),
                asked.number("lateSeconds", (int) d.lateSeconds())));
        api(asked);
        delays.payLater(asked.number("payLater", delays.payingLater()));
        delays.settleAfter(Duration.ofMillis(
                asked.number("settleMillis", (int) delays.settlement().toMillis())));
        backoff.setSpeed(asked.share("retrySpeed", backoff.speed()));
        if (given.containsKey("retries")) {
            backoff.setMost(asked.number("retries", 0));
        }
        if (given.containsKey("advanceSeconds")) {
            clock.move(Duration.ofSeconds(asked.number("advanceSeconds", 0)));
        }
    }

    private void api(Asked asked) {
        var a = troubles.api();
        troubles.make(new ApiTrouble(
                asked.read("api", a.kind(), kind -> ApiTrouble.Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
                asked.share("apiShare", a.share()),
                asked.number("apiNext", a.next()),
                asked.read("apiPath", a.path(), path -> path),
                asked.number("slowMillis", (int) a.slowMillis()),
                asked.yes("afterwards", a.afterwards())));
    }

    /// Everything calm; the clock stays where it is.
    public void reset() {
        troubles.stop();
        delays.payLater(0);
    }

    /// Whether anything is set to go wrong, or payments to come late.
    public boolean troubled() {
        return !troubles.delivery().equals(DeliveryTrouble.NONE)
                || !troubles.api().equals(ApiTrouble.NONE)
                || delays.payingLater() > 0;
    }

    /// What is set now, by the names `change` takes.
    public ObjectNode shown() {
        var d = troubles.delivery();
        var a = troubles.api();
        var all = Json.object();
        all.put("dropNext", d.dropNext())
                .put("dropShare", d.dropShare())
                .put("delayMillis", d.delayMillis())
                .put("copies", d.copies());
        all.put("shuffle", d.shuffle()).put("hold", String.join(",", d.hold())).put("twins", d.twins());
        all.put("wrongSecret", d.wrongSecret()).put("lateSeconds", d.lateSeconds());
        all.put("api", a.kind().name().toLowerCase(Locale.ROOT))
                .put("apiShare", a.share())
                .put("apiNext", a.next())
                .put("apiPath", a.path());
        all.put("slowMillis", a.slowMillis()).put("afterwards", a.afterwards());
        all.put("payLater", delays.payingLater())
                .put("settleMillis", delays.settlement().toMillis());
        all.put("retrySpeed", backoff.speed())
                .put("retries", backoff.most())
                .put("now", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aheadSeconds", clock.ahead().toSeconds());
        return all;
    }

    private record Asked(Map<String, String> given) {

        int number(String name, int now) {
            return read(name, now, Integer::valueOf);
        }

        double share(String name, double now) {
            return read(name, now, Double::valueOf);
        }

        boolean yes(String name, boolean now) {
            return read(name, now, text -> List.of("true", "on", "1").contains(text));
        }

        List<String> list(String name, List<String> now) {
            return read(
                    name,
                    now,
                    text -> Arrays.stream(text.split("[,\\s]+"))
                            .filter(part -> !part.isEmpty())
                            .toList());
        }

        <T> T read(String name, T now, Function<String, T> reader) {
            var text = given.get(name);
            if (text == null || text.isBlank() && !name.equals("hold")) {
                return now;
            }
            try {
                return reader.apply(text.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " cannot be `" + text.strip() + "`", e);
            }
        }
    }
}
