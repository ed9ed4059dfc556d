package shop.handover.sandbox.stripe.http;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import shop.handover.sandbox.stripe.checkout.Buyer;
import shop.handover.sandbox.stripe.payment.Instrument;
import shop.handover.sandbox.stripe.payment.Instrument.Fate;

/// What a buyer typed on the payment page, and what is wrong with it.
///
/// @param fields as posted, by the names buyers' robots know
record CardForm(Map<String, Object> fields) {

    String text(String name) {
        return fields.get(name) instanceof String text ? text.strip() : "";
    }

    boolean isDebit() {
        return text("paymentMethod").equals("sepa_debit");
    }

    /// The word that names the first fault; empty where the bank may decide.
    ///
    /// @param now by the sandbox's clock
    Optional<String> fault(YearMonth now) {
        if (isDebit()) {
            return Instrument.isIban(text("iban")) ? Optional.empty() : Optional.of("ibanInvalid");
        }
        if (instrument().fate() == Fate.INCORRECT_NUMBER) {
            return Optional.of("numberInvalid");
        }
        if (expiry().filter(month -> !month.isBefore(now)).isEmpty()) {
            return Optional.of("expiryInvalid");
        }
        return text("cardCvc").matches("\\d{3,4}") ? Optional.empty() : Optional.of("cvcInvalid");
    }

    Instrument instrument() {
        return isDebit() ? Instrument.account(text("iban")) : Instrument.card(text("cardNumber"));
    }

    Optional<YearMonth> expiry() {
        var digits = text("cardExpiry").replaceAll("[^0-9]", "");
        if (digits.length() != 4 && digits.length() != 6) {
            return Optional.empty();
        }
        int month = Integer.parseInt(digits.substring(0, 2));
        int year = Integer.parseInt(digits.substring(2));
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(YearMonth.of(year < 100 ? 2000 + year : year, month));
    }

    Buyer buyer() {
        var answers = new HashMap<String, String>();
        fields.keySet().stream()
                .filter(name -> name.startsWith("field."))
                .forEach(name -> answers.put(name.substring(6), text(name)));
        return new Buyer(
                given("email"),
                given("billingName"),
                given("billingCountry").filter(c -> c.matches("[A-Z]{2}")),
                given("billingPostalCode"),
                answers);
    }

    private Optional<String> given(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty() && value.length() <= 500);
    }
}
