/// The relay that mails leave through, and what it took.
package shop.handover.torture.mail;
