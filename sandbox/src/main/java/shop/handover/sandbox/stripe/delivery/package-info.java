/// Webhook deliveries: signing, sending, trying again.
package shop.handover.sandbox.stripe.delivery;
