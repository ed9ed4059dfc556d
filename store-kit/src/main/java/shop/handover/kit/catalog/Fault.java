package shop.handover.kit.catalog;

/// One thing wrong with a catalog, said so that it can be found and mended.
///
/// @param file as the operator named it
/// @param line counted from 1
/// @param field path of the field: `products[2].prices[0].currency`
/// @param message what is wrong and what would be right
public record Fault(String file, int line, String field, String message) {

    /// `catalog.yaml:12: products[0].slug: …`
    @Override
    public String toString() {
        return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
    }
}
