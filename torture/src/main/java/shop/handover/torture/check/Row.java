package shop.handover.torture.check;

/// A row of table `purchase`.
record Row(
        String session,
        String paymentKey,
        String slug,
        String email,
        long total,
        String currency,
        String status,
        boolean entitled,
        long refunded,
        long version) {}
