package shop.handover.torture.check;

/// A row of table `mail`.
record MailRow(String session, String kind, long sequence, String state) {}
