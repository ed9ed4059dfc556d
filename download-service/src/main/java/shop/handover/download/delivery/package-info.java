/// The delivery: a link is shown, the purchase behind it is checked, the file is handed over. A *verdict* is what a
/// click on a link yields; the *shelf* is where files lie; a *checkout* is the purchase as Stripe tells it.
package shop.handover.download.delivery;
