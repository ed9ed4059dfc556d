package shop.handover.kit.catalog;

import java.util.OptionalLong;

/// One file of a product, in one version that never changes: a new version is a new path and digest.
///
/// @param name what the buyer's disk will call it, in any language
/// @param path where it lies, relative to the folder or bucket of files; no `..`, no leading `/`
/// @param sha256 64 lower-case hexadecimal digits
/// @param size in bytes, where the catalog tells it; download-service checks it against the file
public record ProductFile(String name, String path, String version, String sha256, OptionalLong size) {

    /// What follows the last point of the name, in capitals: `ZIP`. Empty where there is none.
    public String type() {
        var point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point + 1).toUpperCase(java.util.Locale.ROOT);
    }
}
