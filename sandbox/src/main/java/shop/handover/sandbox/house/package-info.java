/// The parts of the house on a laptop, each to be run as a process of its own by the script `handover`.
package shop.handover.sandbox.house;
