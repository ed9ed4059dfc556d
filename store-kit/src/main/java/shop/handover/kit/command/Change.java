package shop.handover.kit.command;

/// One thing that Stripe knows otherwise than we do, and how to mend it.
///
/// @param line as in a diff: `+` is new, `~` becomes another
final class Change {

    private final String line;
    private final Runnable mend;

    Change(String line, Runnable mend) {
        this.line = line;
        this.mend = mend;
    }

    String line() {
        return line;
    }

    void make() {
        mend.run();
    }
}
