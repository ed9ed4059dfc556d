/// How money that does not exist moves: test cards, bank debits, refunds and disputes, as Stripe's test mode plays
/// them.
package shop.handover.sandbox.stripe.payment;
