/// What all pages of the house share: the frame, the words, the look, and how trouble is told. Pages themselves live in
/// the service that answers them.
package shop.handover.page;
