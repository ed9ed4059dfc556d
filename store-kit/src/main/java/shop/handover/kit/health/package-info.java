/// How a service is, for those who watch it from afar.
package shop.handover.kit.health;
