/// Whether a payment gives the file: one pure function, the same for the mail and for the download.
package shop.handover.kit.entitlement;
