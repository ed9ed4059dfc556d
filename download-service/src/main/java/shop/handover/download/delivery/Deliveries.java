package shop.handover.download.delivery;

import shop.handover.kit.event.FileDelivery;

/// Where it is noted what was handed out. Noting never delays a byte and never fails a download: where the notes cannot
/// be kept, they are lost and counted.
public interface Deliveries {

    /// Takes a note and returns at once.
    void note(FileDelivery delivery);
}
