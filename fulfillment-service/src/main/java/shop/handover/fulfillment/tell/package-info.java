/// Telling the world what became of purchases, on topic `purchases`: download-service listens, and a seller's systems
/// may.
package shop.handover.fulfillment.tell;
