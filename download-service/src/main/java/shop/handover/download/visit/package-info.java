/// The visit: a buyer comes back from Stripe. He is let in with the ticket he was sent off with, his checkout's id
/// leaves the address bar, and for an hour the page is his.
package shop.handover.download.visit;
