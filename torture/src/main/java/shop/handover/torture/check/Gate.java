package shop.handover.torture.check;

import java.util.List;

/// One promise and what was found against it.
///
/// @param found how many cases
/// @param allowed how many may be
/// @param examples the first few, for whoever looks for the reason
public record Gate(String name, long found, long allowed, List<String> examples) {

    private static final int FEW = 10;

    static Gate none(String name, List<String> cases) {
        return atMost(name, 0, cases);
    }

    static Gate atMost(String name, long allowed, List<String> cases) {
        return new Gate(name, cases.size(), allowed, cases.stream().limit(FEW).toList());
    }

    /// Whether the promise was kept.
    public boolean holds() {
        return found <= allowed;
    }
}
