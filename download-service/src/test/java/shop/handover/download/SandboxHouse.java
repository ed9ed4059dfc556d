package shop.handover.download;

import java.util.HashMap;
import java.util.Map;
import shop.handover.sandbox.stripe.StripeSandbox;

/// The same house before the faithful Stripe.
public class SandboxHouse extends House {

    private StripeSandbox sandbox;

    @Override
    public Map<String, String> start() {
        sandbox = StripeSandbox.start(StripeSandbox.Options.standard());
        var settings = new HashMap<>(super.start());
        settings.put("handover.download.stripe-api-base", sandbox.url());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(sandbox, field -> field.getType().equals(StripeSandbox.class));
    }

    @Override
    public void stop() {
        super.stop();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
