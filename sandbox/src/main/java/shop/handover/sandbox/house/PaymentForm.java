package shop.handover.sandbox.house;

import java.util.Map;

/// What a buyer types on the sandbox's payment page.
final class PaymentForm {

    static final String CARD = "cardNumber";

    private PaymentForm() {}

    static Map<String, String> filledBy(String buyer) {
        return Map.of(
                "email",
                buyer,
                CARD,
                "4242 4242 4242 4242",
                "cardExpiry",
                "12 / 34",
                "cardCvc",
                "123",
                "billingName",
                "Sample Buyer",
                "billingCountry",
                "DE",
                "billingPostalCode",
                "10115");
    }
}
