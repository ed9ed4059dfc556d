package shop.handover.kit.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The one door to Stripe. stripe-java blocks, so each call runs on a virtual thread and the caller waits with a `Uni`;
/// no event loop ever does. Tries again twice, with Stripe's idempotency keys, and gives up after the patience of
/// [StripeAccess]. The API version is the one stripe-java is built for, sent with each call.
///
/// @see <a href="https://docs.stripe.com/api/versioning">Stripe: versioning</a>
public final class StripeGateway implements AutoCloseable {

    static {
        // Five kept-alive connections, the JDK's default, would make every burst pay for TLS again.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
    }

    private static final Duration SOON = Duration.ofSeconds(5);

    private final StripeClient client;
    private final Duration patience;
    private final Mode mode;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Opens nothing yet: Stripe may be away when a service starts.
    public StripeGateway(StripeAccess access) {
        this.patience = access.patience();
        this.mode = access.mode();
        this.client = StripeClient.builder()
                .setApiKey(access.secretKey())
                .setApiBase(access.apiBase().toString().replaceAll("/+$", ""))
                .setConnectTimeout(Math.toIntExact(access.connectTimeout().toMillis()))
                .setReadTimeout(Math.toIntExact(access.readTimeout().toMillis()))
                .setMaxNetworkRetries(2)
                .setHttpClient(new WatchedCalls())
                .build();
    }

    /// A question to Stripe in stripe-java's words.
    @FunctionalInterface
    public interface Question<T> {
        /// Asks and waits.
        T ask(StripeClient stripe) throws StripeException;
    }

    /// Asks from a virtual thread.
    ///
    /// Fails with [StripeUnavailable] where it is worth coming back, with [StripeRefused] where it is not.
    public <T> Uni<T> ask(Question<T> question) {
        var trace = Context.current();
        return Uni.createFrom()
                .item(trace.wrapSupplier(() -> askAndWait(question)))
                .runSubscriptionOn(threads)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(TimeoutException.class)
                .transform(late -> new StripeUnavailable("Stripe did not answer in time", false, SOON, late));
    }

    /// The same for a caller that may block: commands, virtual threads.
    ///
    /// @throws StripeUnavailable where it is worth coming back
    /// @throws StripeRefused where it is not
    public <T> T askAndWait(Question<T> question) {
        try {
            return question.ask(client);
        } catch (ApiConnectionException e) {
            throw new StripeUnavailable("Stripe cannot be reached", false, SOON, e);
        } catch (RateLimitException e) {
            throw new StripeUnavailable("Stripe asks us to slow down", true, SOON, e);
        } catch (StripeException e) {
            throw translated(e);
        }
    }

    /// Test money or real.
    public Mode mode() {
        return mode;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static RuntimeException translated(StripeException e) {
        var status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        if (status == 429 || status >= 500 || status == 0) {
            return new StripeUnavailable("Stripe answered " + status, true, SOON, e);
        }
        var error = e.getStripeError();
        return new StripeRefused(status, e.getCode(), error == null ? "" : error.getParam(), e.getMessage(), e);
    }
}
