/// Money: minor units and a currency, always together.
package shop.handover.kit.money;
