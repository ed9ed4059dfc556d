/// The delivery: what download-service handed to whom, kept as evidence for the day somebody says he got nothing.
package shop.handover.fulfillment.delivery;
