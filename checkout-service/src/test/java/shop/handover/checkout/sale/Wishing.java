package shop.handover.checkout.sale;

import java.util.Optional;

/// Builds wishes in tests.
final class Wishing {

    private String slug;
    private String priceId;
    private String currency;
    private String amount;
    private String email;
    private String locale;
    private String consent;
    private String clientKey;

    static Wishing aWish() {
        return new Wishing();
    }

    Wishing forProduct(String value) {
        slug = value;
        return this;
    }

    Wishing forPrice(String value) {
        priceId = value;
        return this;
    }

    Wishing in(String value) {
        currency = value;
        return this;
    }

    Wishing paying(String value) {
        amount = value;
        return this;
    }

    Wishing from(String value) {
        email = value;
        return this;
    }

    Wishing speaking(String value) {
        locale = value;
        return this;
    }

    Wishing agreeingTo(String value) {
        consent = value;
        return this;
    }

    Wishing withKey(String value) {
        clientKey = value;
        return this;
    }

    Wish wish() {
        return new Wish(
                Optional.ofNullable(slug),
                Optional.ofNullable(priceId),
                Optional.ofNullable(currency),
                Optional.ofNullable(amount),
                Optional.ofNullable(email),
                Optional.ofNullable(locale),
                Optional.ofNullable(consent),
                Optional.ofNullable(clientKey));
    }
}
