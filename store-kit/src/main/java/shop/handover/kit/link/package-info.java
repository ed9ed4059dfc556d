/// What we sign ourselves, with one set of keys: download links, the return ticket of the success page, the seal on a
/// session's metadata. Each use has a key of its own, derived from the set, so that none can pass for another.
package shop.handover.kit.link;
