/// When work is done: at once where something was recorded, and in rounds for whatever became due by itself.
package shop.handover.fulfillment.schedule;
