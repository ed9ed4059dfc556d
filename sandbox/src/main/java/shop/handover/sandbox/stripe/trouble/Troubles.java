package shop.handover.sandbox.stripe.trouble;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/// The trouble that is switched on now. Safe for threads.
public final class Troubles {

    private final AtomicReference<DeliveryTrouble> delivery = new AtomicReference<>(DeliveryTrouble.NONE);
    private final AtomicReference<ApiTrouble> api = new AtomicReference<>(ApiTrouble.NONE);

    public DeliveryTrouble delivery() {
        return delivery.get();
    }

    public ApiTrouble api() {
        return api.get();
    }

    public void make(DeliveryTrouble trouble) {
        delivery.set(trouble);
    }

    public void make(ApiTrouble trouble) {
        api.set(trouble);
    }

    public void stop() {
        delivery.set(DeliveryTrouble.NONE);
        api.set(ApiTrouble.NONE);
    }

    /// Whether this attempt is to be lost; counts down `dropNext`.
    public boolean loses() {
        var before = delivery.getAndUpdate(t -> t.dropNext() == 0 ? t : withDrops(t, t.dropNext() - 1));
        return before.dropNext() > 0 || ThreadLocalRandom.current().nextDouble() < before.dropShare();
    }

    /// What goes wrong with a call to this path; counts down `next`.
    public ApiTrouble.Kind strike(String path) {
        var now = api.get();
        if (now.kind() == ApiTrouble.Kind.NONE || !path.startsWith(now.path())) {
            return ApiTrouble.Kind.NONE;
        }
        var before = api.getAndUpdate(t -> t.next() == 0 ? t : withNext(t, t.next() - 1));
        boolean struck = before.next() > 0 || ThreadLocalRandom.current().nextDouble() < before.share();
        return struck ? before.kind() : ApiTrouble.Kind.NONE;
    }

    private static DeliveryTrouble withDrops(DeliveryTrouble t, int drops) {
        return new DeliveryTrouble(
                drops,
                t.dropShare(),
                t.delayMillis(),
                t.copies(),
                t.shuffle(),
                t.hold(),
                t.twins(),
                t.wrongSecret(),
                t.lateSeconds());
    }

    private static ApiTrouble withNext(ApiTrouble t, int next) {
        return new ApiTrouble(t.kind(), t.share(), next, t.path(), t.slowMillis(), t.afterwards());
    }
}
