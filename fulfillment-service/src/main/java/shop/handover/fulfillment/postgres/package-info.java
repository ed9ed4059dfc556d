/// What we keep in PostgreSQL.
package shop.handover.fulfillment.postgres;
