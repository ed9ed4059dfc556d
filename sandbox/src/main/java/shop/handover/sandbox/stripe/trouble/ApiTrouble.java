package shop.handover.sandbox.stripe.trouble;

/// What happens to API calls.
///
/// @param kind what the chosen calls get
/// @param share the share of calls chosen, 0 to 1
/// @param next the next so many calls are chosen, whatever the share
/// @param path only calls whose path begins with this
/// @param slowMillis every call waits this long before its answer; for `SLOW_BODY`, how long the body takes
/// @param afterwards whether the call takes effect before it goes wrong: the case idempotency keys are for
public record ApiTrouble(Kind kind, double share, int next, String path, long slowMillis, boolean afterwards) {

    /// How a call goes wrong.
    public enum Kind {
        NONE,
        RATE_LIMIT,
        SERVER_ERROR,
        TIMEOUT,
        SLOW_BODY,
        RESET
    }

    public static final ApiTrouble NONE = new ApiTrouble(Kind.NONE, 0, 0, "/v1/", 0, false);

    public ApiTrouble {
        if (share < 0 || share > 1 || next < 0 || slowMillis < 0) {
            throw new IllegalArgumentException("share is between 0 and 1, next and slowMillis are 0 or more");
        }
    }
}
