/// The shop's one colour, made readable on every ground that pages and mails have.
package shop.handover.kit.colour;
