package shop.handover.page;

import java.util.List;
import java.util.Optional;
import shop.handover.kit.catalog.Product;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.language.Language;
import shop.handover.kit.money.Money;

/// What every template is given: the shop, the reader's language, and what the frame around the content says.
///
/// @param title without the shop's name; empty where the shop's name is title enough
/// @param here path and query of this page without `lang`, where the other languages are found
public record Page(Storefront front, Language language, String title, String here) {

    /// Who sells.
    public Shop shop() {
        return front.shop();
    }

    /// The headline of the store, in the reader's language where the shop has it; may be empty.
    public String tagline() {
        return shop().tagline(language.code());
    }

    /// The language of that headline.
    public String taglineLanguage() {
        return shop().taglineLanguage(language.code());
    }

    /// The language in which a product's summary and description reach this reader.
    public String toldIn(Product product) {
        return product.translations().containsKey(language.code()) ? language.code() : shop().language();
    }

    /// Whether no money moves here.
    public boolean testMode() {
        return front.testMode();
    }

    /// What stands in the browser's tab.
    public String fullTitle() {
        return title.isEmpty() ? shop().name() : say("title.of.shop", title, shop().name());
    }

    /// Every language there is.
    public List<Language> languages() {
        return front.languages().all();
    }

    /// This page in another language.
    public String in(Language other) {
        return here + (here.contains("?") ? "&" : "?") + "lang=" + other.code();
    }

    /// The address of a stylesheet, script or picture of the look.
    public String asset(String name) {
        return front.assets().url(name);
    }

    /// The address of a product's cover.
    public Optional<String> cover(Product product) {
        return front.assets().cover(product);
    }

    /// The widths that cover is offered in, for `srcset`; empty where there is one only.
    public String coverWidths(Product product) {
        return front.assets().widths(product);
    }

    /// What social networks show of that product.
    public Optional<Assets.Preview> preview(Product product) {
        return front.assets().preview(product);
    }

    /// The address of the shop's logo.
    public Optional<String> logo() {
        return front.assets().logo(shop());
    }

    /// The addresses of the shop's fonts.
    public List<String> fonts() {
        return front.assets().fonts(shop());
    }

    /// What stands in place of a missing cover: the first letters of the first two words.
    public String initials(Product product) {
        var initials = new StringBuilder();
        product.name()
                .codePoints()
                .filter(point -> initials.isEmpty() || Character.isUpperCase(point) || Character.isDigit(point))
                .limit(2)
                .forEach(initials::appendCodePoint);
        return initials.toString();
    }

    /// The words under a key.
    public String say(String key) {
        return language.say(key);
    }

    /// The words under a key with one value filled in.
    public String say(String key, Object value) {
        return language.say(key, value);
    }

    /// The words under a key with two values filled in.
    public String say(String key, Object first, Object second) {
        return language.say(key, first, second);
    }

    /// The amount without its code.
    public String amount(Money money) {
        return language.amount(money);
    }

    /// The amount with its code.
    public String money(Money money) {
        return language.money(money);
    }

    /// How large a file is.
    public String size(long bytes) {
        return language.size(bytes);
    }

    /// How an address is written where its owner knows it and a bystander should not: `b…r@example.com`.
    public String masked(String email) {
        return Masked.email(email);
    }
}
