/// The sandbox's two worlds, test and live: every object Stripe would keep, their ids, the clock and the journal.
package shop.handover.sandbox.stripe.world;
