package shop.handover.download.http;

import java.util.Optional;
import shop.handover.kit.money.Money;

/// The success page of a purchase that waits for a bank.
///
/// @param placed date and time of the order, written out
/// @param seconds after which the page looks again
record ProcessingPage(String product, String placed, Money total, Optional<String> email, long seconds) {}
