/// What we say to the relay.
package shop.handover.fulfillment.smtp;
