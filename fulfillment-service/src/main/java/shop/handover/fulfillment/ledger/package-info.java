/// The ledger: what Stripe was paid against what we recorded. Stripe is the source of truth; what we missed is found
/// here and recorded through the same door as everything else.
package shop.handover.fulfillment.ledger;
