/// What a watchman sees: counters, gauges.
package shop.handover.fulfillment.metrics;
