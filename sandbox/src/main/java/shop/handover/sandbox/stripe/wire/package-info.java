/// How a call to Stripe is written and refused: forms with brackets, parameters checked against what
/// Stripe knows, errors in Stripe's words.
package shop.handover.sandbox.stripe.wire;
