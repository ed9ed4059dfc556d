/// Trouble on demand: what a developer switches on to see the shop cope.
package shop.handover.sandbox.stripe.trouble;
