package shop.handover.fulfillment.qute;

import java.util.List;
import java.util.stream.Collectors;
import shop.handover.kit.catalog.Fault;

/// Templates of the shop's own that cannot set every mail they are for, with every fault found in them.
final class TemplatesRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplatesRefused(List<Fault> faults) {
        super(faults.stream()
                .distinct()
                .map(Fault::toString)
                .collect(Collectors.joining("\n  ", "the shop's mail templates are refused: ", "")));
    }
}
