/// A purchase is what was paid for and is owed. It is a fold of facts: whatever order Stripe tells them in, and however
/// often, the same set of facts is the same purchase.
package shop.handover.fulfillment.purchase;
