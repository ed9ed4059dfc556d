/// What goes wrong: processes that are killed or stand still, links that fail.
package shop.handover.torture.fault;
