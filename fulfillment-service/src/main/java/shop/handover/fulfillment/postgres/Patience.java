package shop.handover.fulfillment.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/// How long an answer of the database is waited for. The server ends slow statements by itself; this is for a
/// connection whose other end is gone without a word, which would be waited for forever. What was asked may have
/// happened all the same, so only what may be repeated is asked this way.
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Patience() {}

    static <T> Uni<T> of(Uni<T> answer) {
        return answer.ifNoItem().after(LONGEST).fail();
    }
}
