/// A withdrawal: a buyer takes a contract back. It is kept before the buyer is told that it has arrived; what
/// follows from it is decided by fulfillment, and by a person.
package shop.handover.checkout.withdrawal;
