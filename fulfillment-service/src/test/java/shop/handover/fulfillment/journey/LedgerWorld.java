package shop.handover.fulfillment.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shop.handover.sandbox.stripe.StripeSandbox;
import shop.handover.sandbox.stripe.StripeSandbox.Options;

/// The world with a whole Stripe in it, which tells us nothing unless asked: no endpoint is registered.
public final class LedgerWorld extends World {

    private static StripeSandbox sandbox;

    static StripeSandbox sandbox() {
        return sandbox;
    }

    @Override
    public Map<String, String> start() {
        sandbox = StripeSandbox.start(Options.standard());
        var settings = new HashMap<>(super.start());
        settings.put("STRIPE_API_BASE", sandbox.url());
        return settings;
    }

    @Override
    public void stop() {
        super.stop();
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /// In the place of the other world, not beside it.
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(LedgerWorld.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }
}
