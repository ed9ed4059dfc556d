/// What an operator sets, and the parts of the store kit built from it.
package shop.handover.fulfillment.config;
