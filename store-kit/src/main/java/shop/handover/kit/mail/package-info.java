/// Mail addresses: what may stand in a header, for whoever asks for one and whoever writes to one.
package shop.handover.kit.mail;
