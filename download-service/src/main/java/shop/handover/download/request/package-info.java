/// The request: a buyer asks for links by mail. Whoever asks gets the same answer, and only the buyer gets the mail.
package shop.handover.download.request;
