/// A stand-in for Stripe: its API, its payment page and its webhooks, on one port, with trouble on demand.
package shop.handover.sandbox.stripe;
