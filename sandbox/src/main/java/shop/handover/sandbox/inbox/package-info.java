/// Where every mail of the house arrives on a laptop and in tests: SMTP in, a page and a JSON interface out.
/// Nothing leaves the machine.
package shop.handover.sandbox.inbox;
