/// What buyers ask for on our pages: a fresh link, all links of an address, to withdraw. Whatever is answered goes to
/// the address of the purchase, never to the one that was typed.
package shop.handover.fulfillment.request;
