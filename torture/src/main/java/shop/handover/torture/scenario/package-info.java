/// What buyers and banks do during a run, how Stripe tells of it, and what it must come to. Pure: a function of the
/// seed.
package shop.handover.torture.scenario;
