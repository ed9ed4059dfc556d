package shop.handover.kit.language;

import java.util.List;
import java.util.stream.Collectors;
import shop.handover.kit.catalog.Fault;

/// Words of the shop's own that must not be shown, with every fault found in them.
public final class WordsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WordsRefused(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", faults.size() + " faults in the shop's words: ", "")));
    }
}
