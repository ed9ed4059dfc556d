/// An event: what Stripe tells us about a payment. Received here means kept by Kafka, not understood; understanding is
/// fulfillment's.
package shop.handover.webhook.event;
