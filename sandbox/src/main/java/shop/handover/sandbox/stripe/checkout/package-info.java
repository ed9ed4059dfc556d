/// Checkout Sessions: what is bought, for how much, and how a session ends.
package shop.handover.sandbox.stripe.checkout;
