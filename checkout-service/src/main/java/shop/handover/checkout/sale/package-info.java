/// A sale: a buyer wishes for a product, and we open a checkout for it at Stripe. What is sold for how much comes from
/// the catalog; the wish only chooses.
package shop.handover.checkout.sale;
