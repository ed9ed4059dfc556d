/// The resources of Stripe's API, each with its own rules.
package shop.handover.sandbox.stripe.resource;
