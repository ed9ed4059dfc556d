package shop.handover.torture;

import java.util.List;
import java.util.Map;
import shop.handover.torture.check.Gate;

/// What a run came to.
///
/// @param gates the promises
/// @param figures what was measured, in the order of the report
public record Verdict(List<Gate> gates, Map<String, Object> figures) {

    /// Whether every promise was kept.
    public boolean holds() {
        return gates.stream().allMatch(Gate::holds);
    }

    /// The names of the promises that were broken.
    public List<String> broken() {
        return gates.stream().filter(gate -> !gate.holds()).map(Gate::name).toList();
    }
}
