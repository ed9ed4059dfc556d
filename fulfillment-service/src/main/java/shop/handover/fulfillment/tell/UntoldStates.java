package shop.handover.fulfillment.tell;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/// The states that were not told yet.
public interface UntoldStates {

    /// Hands some over and forgets them once `teller` is done. Nobody else tells meanwhile.
    ///
    /// @return how many were told; 0 where there was nothing to tell, or another is telling
    Uni<Integer> handOver(Function<List<Telling>, Uni<Void>> teller);

    /// What is still to be told.
    Uni<Backlog> backlog();

    /// @param oldestSeconds how long the oldest has been waiting; 0 where there is none
    record Backlog(long states, long oldestSeconds) {}
}
