package shop.handover.fulfillment.mail;

import shop.handover.kit.colour.Accent;

/// What every mail of a shop looks like.
///
/// @param shop its name, one line
/// @param accent its colour, readable on light and on dark grounds
public record Letterhead(String shop, Accent accent) {}
