/// What crosses Kafka and what rides on Stripe's sessions: topics, headers, metadata keys and the few records that
/// services agree on. Grows by addition only.
package shop.handover.kit.event;
