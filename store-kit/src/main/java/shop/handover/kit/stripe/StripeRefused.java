package shop.handover.kit.stripe;

/// Stripe understood and said no; the same question gets the same answer.
///
/// @see <a href="https://docs.stripe.com/error-codes">Stripe: error codes</a>
public final class StripeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String param;

    StripeRefused(int status, String code, String param, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code == null ? "" : code;
        this.param = param == null ? "" : param;
    }

    /// Stripe's HTTP status: 400, 401, 402, 403, 404 or 409.
    public int status() {
        return status;
    }

    /// Stripe's error code, `resource_missing` for instance; empty where it gave none.
    public String code() {
        return code;
    }

    /// The parameter it dislikes; empty where it named none.
    public String param() {
        return param;
    }

    /// Whether the thing asked for does not exist in this account and mode.
    public boolean missing() {
        return status == 404 || code.equals("resource_missing");
    }

    /// Whether our key is at fault: wrong, revoked or without the permission.
    public boolean unauthorized() {
        return status == 401 || status == 403;
    }
}
