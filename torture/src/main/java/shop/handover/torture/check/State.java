package shop.handover.torture.check;

/// A record of topic `purchases`, in the order of its partition.
record State(String session, String status, boolean entitled, long refunded, long version) {}
