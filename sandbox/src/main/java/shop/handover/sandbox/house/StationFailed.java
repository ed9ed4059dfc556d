package shop.handover.sandbox.house;

/// The journey cannot go on; the message says what was found where.
final class StationFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    StationFailed(String message) {
        super(message);
    }
}
