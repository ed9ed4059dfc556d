/// What a watchman sees of the door.
package shop.handover.webhook.metrics;
