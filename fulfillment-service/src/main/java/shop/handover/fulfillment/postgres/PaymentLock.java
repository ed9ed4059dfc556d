package shop.handover.fulfillment.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The advisory lock of a payment, which each of its writers takes first.
final class PaymentLock {

    private PaymentLock() {}

    static Long number(String paymentKey) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(paymentKey.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
