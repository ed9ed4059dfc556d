package shop.handover.torture.check;

import java.util.List;

/// What downloads with mailed links came to.
///
/// @param served files handed out to those who may have them
/// @param refused files refused to those who may not
/// @param wrong whatever went otherwise: the wrong bytes, a file for the refunded, a refusal for the entitled
/// @param forged tokens tried that were one bit off
/// @param forgedServed those of them that were not refused as forged
public record Visits(int served, int refused, List<String> wrong, int forged, List<String> forgedServed) {}
