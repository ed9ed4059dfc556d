package shop.handover.torture.check;

import java.time.Instant;

/// A row of table `payment_fact`.
///
/// @param committed when its transaction was committed
record FactRow(String paymentKey, String kind, long amount, Instant committed) {}
