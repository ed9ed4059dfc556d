package shop.handover.deploy.rule;

import java.util.List;
import java.util.stream.Stream;
import shop.handover.deploy.Overlay;

/// Something that must hold of every overlay.
@FunctionalInterface
public interface Rule {

    /// All faults it sees; none where it holds.
    Stream<String> faults(Overlay overlay);

    /// Every rule of the house.
    List<Rule> ALL = List.of(
            new Restricted(),
            new Resources(),
            new References(),
            new Selectors(),
            new Doors(),
            new Keys(),
            new Twice(),
            new Bounds(),
            new Names(),
            new Availability(),
            new Images(),
            new NoSecrets(),
            new KnownSettings());
}
