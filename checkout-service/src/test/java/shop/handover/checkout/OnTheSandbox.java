package shop.handover.checkout;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import shop.handover.kit.command.StripeCommand;
import shop.handover.sandbox.stripe.StripeSandbox;

/// The service before the Stripe sandbox, its prices published there by the command that serves for real Stripe.
public class OnTheSandbox implements QuarkusTestResourceLifecycleManager {

    private static final String KEY = "sk_test_not_a_real_key";

    private StripeSandbox stripe;

    @Override
    public Map<String, String> start() {
        stripe = StripeSandbox.start(StripeSandbox.Options.standard());
        var catalog = catalog();
        publish(catalog);
        var settings = new HashMap<String, String>();
        settings.put("handover.checkout.stripe-secret-key", KEY);
        settings.put("handover.checkout.stripe-api-base", stripe.url());
        settings.put("handover.checkout.stripe-checkout-origin", stripe.url());
        settings.put("handover.checkout.public-url", TestHouse.PUBLIC_URL);
        settings.put("handover.checkout.catalog-path", catalog.toString());
        settings.put("handover.checkout.link-keys", TestHouse.LINK_KEY);
        settings.put("handover.checkout.prices-retry", "200ms");
        settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stripe, field -> field.getType().equals(StripeSandbox.class));
    }

    @Override
    public void stop() {
        if (stripe != null) {
            stripe.close();
        }
    }

    private static Path catalog() {
        try (var in = OnTheSandbox.class.getResourceAsStream("/shop/catalog.yaml")) {
            var file = Files.createTempDirectory("catalog").resolve("catalog.yaml");
            Files.write(file, in.readAllBytes());
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(Path catalog) {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StripeCommand.class.getName(),
                        "catalog")
                .inheritIO();
        command.environment()
                .putAll(Map.of(
                        "STRIPE_SECRET_KEY", KEY, "STRIPE_API_BASE", stripe.url(), "CATALOG_PATH", catalog.toString()));
        try {
            var process = command.start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the catalog could not be published");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
