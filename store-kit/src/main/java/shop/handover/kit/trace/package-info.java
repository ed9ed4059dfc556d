/// The trace of a purchase: stations that know nothing of each other's requests meet in it.
package shop.handover.kit.trace;
