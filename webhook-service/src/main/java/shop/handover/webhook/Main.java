package shop.handover.webhook;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import shop.handover.kit.config.Preflight;

/// Where the service begins: with a look at all of its settings.
@QuarkusMain
public final class Main {

    private Main() {}

    /// Ends with status 1 and every fault told where a setting is no good.
    public static void main(String[] arguments) {
        Preflight.of(System.getenv()).stripeKey().webhookSecrets().orExit("webhook-service");
        Quarkus.run(arguments);
    }
}
