package shop.handover.download.delivery;

import java.util.TreeMap;
import shop.handover.kit.event.FileDelivery;

/// How many times one file was fetched. Once means that every byte of it has left, in however many answers: a download
/// that was resumed, or fetched in sixteen parts at once, is one, and one that was broken off is none. A client that
/// never takes the last byte is not free either: what was sent five times over counts as once.
final class Fetched {

    private static final int FREE_TRIES = 5;
    // More holes than a download manager leaves; beyond them the smallest is taken for filled.
    private static final int MOST_PARTS = 64;

    // Stretches that were sent, first byte to the byte after the last, none touching another.
    private final TreeMap<Long, Long> sent = new TreeMap<>();
    private long bytes;
    private int times;

    int times() {
        return times;
    }

    void add(FileDelivery told) {
        if (told.end().equals(FileDelivery.HANDED_OVER)) {
            // Others send it, and do not tell us how much. A resume comes by again and does not begin at the beginning.
            times += told.first() == 0 ? 1 : 0;
            return;
        }
        if (told.sent() > 0) {
            cover(told.first(), told.first() + told.sent());
            bytes += told.sent();
        }
        if (isWhole(told.size()) || bytes >= FREE_TRIES * told.size() && told.size() > 0) {
            times++;
            bytes = 0;
            sent.clear();
        }
    }

    private boolean isWhole(long size) {
        var first = sent.firstEntry();
        return first != null && first.getKey() == 0 && first.getValue() >= size;
    }

    private void cover(long from, long to) {
        var start = from;
        var end = to;
        for (var touched = sent.floorEntry(end); touched != null && touched.getValue() >= start; ) {
            start = Math.min(start, touched.getKey());
            end = Math.max(end, touched.getValue());
            sent.remove(touched.getKey());
            touched = sent.floorEntry(end);
        }
        sent.put(start, end);
        if (sent.size() > MOST_PARTS) {
            closeSmallestHole();
        }
    }

    private void closeSmallestHole() {
        var before = sent.firstEntry();
        var found = before;
        var smallest = Long.MAX_VALUE;
        for (var next = sent.higherEntry(before.getKey()); next != null; next = sent.higherEntry(next.getKey())) {
            if (next.getKey() - before.getValue() < smallest) {
                smallest = next.getKey() - before.getValue();
                found = before;
            }
            before = next;
        }
        var after = sent.higherEntry(found.getKey());
        sent.remove(after.getKey());
        sent.put(found.getKey(), after.getValue());
    }
}
