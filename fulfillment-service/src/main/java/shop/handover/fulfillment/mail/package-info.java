/// The mails a purchase owes: written in the transaction that made them owed, sent by the courier as often as it takes,
/// and normally once.
package shop.handover.fulfillment.mail;
