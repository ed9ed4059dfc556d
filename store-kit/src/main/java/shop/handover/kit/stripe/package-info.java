/// What we say to Stripe and how we know that it is Stripe who speaks. The only package that knows stripe-java.
package shop.handover.kit.stripe;
