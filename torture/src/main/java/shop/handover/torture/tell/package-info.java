/// What happens at Stripe, and how Stripe and others tell of it.
package shop.handover.torture.tell;
