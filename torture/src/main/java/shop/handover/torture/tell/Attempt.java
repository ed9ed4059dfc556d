package shop.handover.torture.tell;

import java.time.Instant;

/// One try to deliver an event.
///
/// @param genuine whether it was signed with the endpoint's secret
/// @param number of the try, from 1
/// @param status of the answer; 0 where there was none
/// @param cause why there was none; empty where there was one
/// @param micros from the first byte sent to the answer
public record Attempt(String event, boolean genuine, int number, Instant at, int status, String cause, long micros) {

    /// Whether Stripe would now forget the event.
    public boolean taken() {
        return status >= 200 && status < 300;
    }
}
