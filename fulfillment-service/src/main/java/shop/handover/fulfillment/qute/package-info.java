/// Mails, set by Qute.
package shop.handover.fulfillment.qute;
