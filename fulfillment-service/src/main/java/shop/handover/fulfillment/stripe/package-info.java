/// What Stripe tells us and what we ask it.
package shop.handover.fulfillment.stripe;
