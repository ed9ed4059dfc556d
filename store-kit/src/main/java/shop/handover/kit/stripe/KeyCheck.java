package shop.handover.kit.stripe;

import com.stripe.param.checkout.SessionListParams;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether Stripe takes our key, for a service to tell before buyers are sent to it. Asks when it is asked, behind the
/// caller's back: the answer is what is known by now. Once Stripe has taken the key it is not asked again: a key that
/// is revoked later is felt where it is used, and taking every replica away would help nobody.
public final class KeyCheck {

    /// What is known of our key.
    public enum Standing {
        /// Nothing yet.
        ASKED,
        /// Stripe takes it.
        ACCEPTED,
        /// It is wrong, revoked, or may not read Checkout Sessions.
        REFUSED,
        /// Stripe does not answer, which says nothing against the key.
        AWAY
    }

    private final StripeGateway stripe;
    private final long pauseNanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long asked;
    private volatile Standing standing = Standing.ASKED;

    /// @param pause between two questions while Stripe refuses or is away
    public KeyCheck(StripeGateway stripe, Duration pause) {
        this.stripe = stripe;
        this.pauseNanos = pause.toNanos();
    }

    /// Never blocks.
    public Standing standing() {
        var due = standing == Standing.ASKED || System.nanoTime() - asked > pauseNanos;
        if (standing != Standing.ACCEPTED && due && asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("stripe-key").start(this::ask);
        }
        return standing;
    }

    private void ask() {
        try {
            stripe.askAndWait(client -> client.v1()
                    .checkout()
                    .sessions()
                    .list(SessionListParams.builder().setLimit(1L).build()));
            standing = Standing.ACCEPTED;
        } catch (StripeRefused e) {
            // Whoever refuses for another reason has taken the key.
            standing = e.unauthorized() ? Standing.REFUSED : Standing.ACCEPTED;
        } catch (StripeUnavailable e) {
            standing = Standing.AWAY;
        } finally {
            asked = System.nanoTime();
            asking.set(false);
        }
    }
}
