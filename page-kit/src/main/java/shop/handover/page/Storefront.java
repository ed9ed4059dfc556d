package shop.handover.page;

import java.net.URI;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogFile;
import shop.handover.kit.catalog.Shop;
import shop.handover.kit.language.Languages;

/// The shop as every page shows it. Each service makes one at its start; a changed catalog changes it.
public final class Storefront {

    private final CatalogFile catalog;
    private final URI publicUrl;
    private final String stripeOrigin;
    private final boolean testMode;
    private final Languages languages;
    private volatile Assets assets;

    /// @param publicUrl what buyers see, without a path
    /// @param stripeOrigin where a Buy form may lead, for instance `https://checkout.stripe.com`
    /// @param testMode whether the Stripe key is a test key: every page says that no money moves
    public Storefront(CatalogFile catalog, URI publicUrl, String stripeOrigin, boolean testMode) {
        this.catalog = catalog;
        this.publicUrl = publicUrl;
        this.stripeOrigin = stripeOrigin;
        this.testMode = testMode;
        this.languages = Languages.beside(catalog.folder());
        this.assets = Assets.of(catalog.current(), catalog.folder());
        catalog.onChange(changed -> assets = Assets.of(changed, catalog.folder()));
    }

    /// The catalog to serve now.
    public Catalog catalog() {
        return catalog.current();
    }

    /// Who sells.
    public Shop shop() {
        return catalog().shop();
    }

    /// What it speaks: our words, and the shop's own beside its catalog, as they were at the start.
    public Languages languages() {
        return languages;
    }

    /// What the pages load.
    public Assets assets() {
        return assets;
    }

    /// The address buyers know, without a slash at its end.
    public String publicUrl() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    /// Whether cookies must be `Secure` and browsers may be told to come back by TLS only.
    public boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }

    /// The origin of Stripe's payment page.
    public String stripeOrigin() {
        return stripeOrigin;
    }

    /// Whether this is a shop in which no money moves.
    public boolean testMode() {
        return testMode;
    }
}
