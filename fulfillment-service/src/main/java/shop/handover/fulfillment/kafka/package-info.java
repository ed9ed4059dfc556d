/// What we hear from Kafka and what we say there.
package shop.handover.fulfillment.kafka;
