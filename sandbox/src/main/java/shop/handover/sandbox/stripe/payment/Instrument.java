package shop.handover.sandbox.stripe.payment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A test card or bank account and what it does when money is asked of it.
/// Longer than a screen: most of it is the table of Stripe's test numbers.
///
/// @param type `card` or `sepa_debit`
/// @see <a href="https://docs.stripe.com/testing">Stripe: test cards</a>
public record Instrument(String type, String brand, String last4, String country, Fate fate) {

    /// What becomes of a payment.
    public enum Fate {
        PAYS,
        DECLINED("card_declined", "generic_decline", "Your card was declined.", "try_again_later"),
        INSUFFICIENT_FUNDS(
                "card_declined", "insufficient_funds", "Your card has insufficient funds.", "try_again_later"),
        LOST("card_declined", "lost_card", "Your card was declined.", "do_not_try_again"),
        STOLEN("card_declined", "stolen_card", "Your card was declined.", "do_not_try_again"),
        EXPIRED("expired_card", null, "Your card has expired.", "confirm_card_data"),
        WRONG_CVC("incorrect_cvc", null, "Your card's security code is incorrect.", "confirm_card_data"),
        PROCESSING_ERROR(
                "processing_error",
                null,
                "An error occurred while processing your card. Try again in a little bit.",
                "try_again_later"),
        INCORRECT_NUMBER("incorrect_number", null, "Your card number is incorrect.", "confirm_card_data"),
        FRAUDULENT("card_declined", "fraudulent", "Your card was declined.", "do_not_try_again"),
        ASKS_FOR_3DS,
        PAYS_THEN_DISPUTED,
        PAYS_THEN_INQUIRED,
        PAYS_REFUND_FAILS,
        PAYS_LATER,
        FAILS_LATER,
        PAYS_LATER_THEN_DISPUTED;

        private final String code;
        private final String declineCode;
        private final String message;
        private final String advice;

        Fate() {
            this(null, null, null, null);
        }

        Fate(String code, String declineCode, String message, String advice) {
            this.code = code;
            this.declineCode = declineCode;
            this.message = message;
            this.advice = advice;
        }

        public boolean isDecline() {
            return code != null;
        }

        public String code() {
            return code;
        }

        public Optional<String> declineCode() {
            return Optional.ofNullable(declineCode);
        }

        public String message() {
            return message;
        }

        public String advice() {
            return advice;
        }
    }

    private static final Map<String, Fate> CARDS = Map.ofEntries(
            Map.entry("4000000000000002", Fate.DECLINED),
            Map.entry("4000000000009995", Fate.INSUFFICIENT_FUNDS),
            Map.entry("4000000000009987", Fate.LOST),
            Map.entry("4000000000009979", Fate.STOLEN),
            Map.entry("4000000000000069", Fate.EXPIRED),
            Map.entry("4000000000000127", Fate.WRONG_CVC),
            Map.entry("4000000000000119", Fate.PROCESSING_ERROR),
            Map.entry("4100000000000019", Fate.FRAUDULENT),
            Map.entry("4000002500003155", Fate.ASKS_FOR_3DS),
            Map.entry("4000002760003184", Fate.ASKS_FOR_3DS),
            Map.entry("4000000000003220", Fate.ASKS_FOR_3DS),
            Map.entry("4000000000000259", Fate.PAYS_THEN_DISPUTED),
            Map.entry("4000000000002685", Fate.PAYS_THEN_DISPUTED),
            Map.entry("4000000000001976", Fate.PAYS_THEN_INQUIRED),
            Map.entry("4000000000005126", Fate.PAYS_REFUND_FAILS));

    private static final Map<String, Fate> ACCOUNTS = Map.of(
            "AT861904300235473202", Fate.FAILS_LATER,
            "AT051904300235473205", Fate.FAILS_LATER,
            "IT60X0542811101000000123456", Fate.FAILS_LATER,
            "AT591904300235473203", Fate.PAYS_LATER_THEN_DISPUTED);

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("visa", "4242424242424242"),
            Map.entry("visa_debit", "4000056655665556"),
            Map.entry("mastercard", "5555555555554444"),
            Map.entry("amex", "378282246310005"),
            Map.entry("de", "4000002760000016"),
            Map.entry("us", "4242424242424242"),
            Map.entry("bypasspending", "4000000000000077"),
            Map.entry("chargedeclined", "4000000000000002"),
            Map.entry("visa_chargedeclined", "4000000000000002"),
            Map.entry("chargedeclinedinsufficientfunds", "4000000000009995"),
            Map.entry("visa_chargedeclinedinsufficientfunds", "4000000000009995"),
            Map.entry("visa_chargedeclinedlostcard", "4000000000009987"),
            Map.entry("visa_chargedeclinedstolencard", "4000000000009979"),
            Map.entry("chargedeclinedexpiredcard", "4000000000000069"),
            Map.entry("chargedeclinedincorrectcvc", "4000000000000127"),
            Map.entry("chargedeclinedprocessingerror", "4000000000000119"),
            Map.entry("chargedeclinedfraudulent", "4100000000000019"),
            Map.entry("createdispute", "4000000000000259"),
            Map.entry("createdisputeproductnotreceived", "4000000000002685"),
            Map.entry("createdisputeinquiry", "4000000000001976"),
            Map.entry("refundfail", "4000000000005126"),
            Map.entry("threedsecure2required", "4000000000003220"),
            Map.entry("authenticationrequired", "4000002760003184"));

    /// The card with that number; blanks and dashes do not count. A number nobody can have is `INCORRECT_NUMBER`.
    public static Instrument card(String number) {
        var digits = number.replaceAll("[ -]", "");
        var last4 = digits.substring(Math.max(0, digits.length() - 4));
        var fate = isCardNumber(digits) ? CARDS.getOrDefault(digits, Fate.PAYS) : Fate.INCORRECT_NUMBER;
        return new Instrument("card", brand(digits), last4, digits.startsWith("400000276") ? "DE" : "US", fate);
    }

    /// The account with that IBAN.
    public static Instrument account(String iban) {
        var bare = iban.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        var country = bare.length() < 2 ? "DE" : bare.substring(0, 2);
        return new Instrument(
                "sepa_debit",
                "",
                bare.substring(Math.max(0, bare.length() - 4)),
                country,
                ACCOUNTS.getOrDefault(bare, Fate.PAYS_LATER));
    }

    /// Stripe's ready-made ones: `pm_card_visa`, `tok_chargeDeclined`, and so on.
    public static Optional<Instrument> named(String id) {
        var name = id.replaceFirst("^(pm_card_|tok_)", "").toLowerCase(Locale.ROOT);
        return name.equals(id.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.ofNullable(NAMED.get(name)).map(Instrument::card);
    }

    /// Length and check digit of an IBAN.
    public static boolean isIban(String iban) {
        var bare = iban.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        return bare.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    }

    private static boolean isCardNumber(String digits) {
        if (!digits.matches("\\d{12,19}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }

    private static String brand(String digits) {
        return switch (digits.isEmpty() ? ' ' : digits.charAt(0)) {
            case '5' -> "mastercard";
            case '3' -> "amex";
            default -> "visa";
        };
    }
}
