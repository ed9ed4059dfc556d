/// What a developer does to the sandbox from outside: play the buyer, the bank, the weather.
package shop.handover.sandbox.stripe.control;
