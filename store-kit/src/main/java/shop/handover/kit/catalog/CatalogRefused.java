package shop.handover.kit.catalog;

import java.util.List;
import java.util.stream.Collectors;

/// A catalog that must not be served, with every fault found in it.
public final class CatalogRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    CatalogRefused(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", faults.size() + " faults in the catalog:\n  ", "")));
        this.faults = List.copyOf(faults);
    }

    /// All of them, in the order of the file.
    public List<Fault> faults() {
        return faults;
    }
}
