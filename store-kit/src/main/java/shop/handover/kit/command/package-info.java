/// What an operator does at Stripe, as commands: the same for a laptop's sandbox, for test mode and for real money.
package shop.handover.kit.command;
