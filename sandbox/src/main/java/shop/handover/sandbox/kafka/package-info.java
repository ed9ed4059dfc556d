/// A Kafka of one broker, without an installation: in a container where Docker answers, else Apache Kafka's own
/// broker in a process beside the tests or the house.
package shop.handover.sandbox.kafka;
