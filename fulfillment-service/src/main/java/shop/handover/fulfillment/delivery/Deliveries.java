package shop.handover.fulfillment.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;
import shop.handover.kit.event.FileDelivery;

/// The book of deliveries: one line per answer that carried bytes.
public interface Deliveries {

    /// Enters starts and ends, in any order; telling one again changes nothing. All of it or nothing.
    Uni<Void> enter(List<FileDelivery> told);

    /// What was fetched of a purchase, the latest first, at most five hundred.
    Uni<List<Entry>> of(String session);

    /// A line of the book.
    ///
    /// @param outcome `finished`, `cut`, `handed-over`, or empty while the end was not told
    /// @param network keyed hash
    record Entry(
            String at, String file, String via, long first, long sent, long size, String outcome, String network) {}
}
