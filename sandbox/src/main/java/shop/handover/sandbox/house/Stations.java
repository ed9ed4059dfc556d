package shop.handover.sandbox.house;

import java.time.Duration;
import java.util.Locale;

/// Says the stations of a journey, one line each, with the time each took.
final class Stations {

    private long since = System.nanoTime();
    private final long begin = since;
    private String checkout = "";
    private int number;

    void about(String session) {
        checkout = "checkout=" + session;
    }

    void passed(String station, String detail) {
        long now = System.nanoTime();
        say("ok", station, millis(now - since) + "  " + detail);
        since = now;
    }

    void failed(String why) {
        System.out.println("failed after " + millis(System.nanoTime() - begin) + ": " + why + " " + checkout);
        System.out.println("journey: failed");
    }

    void over(String what) {
        System.out.println(
                "journey: " + what + " (" + millis(System.nanoTime() - begin).strip() + ") " + checkout);
    }

    private void say(String verdict, String station, String detail) {
        System.out.println(String.format(Locale.ROOT, "%s %2d %-18s%s", verdict, ++number, station, detail));
        System.out.flush();
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%6d ms", Duration.ofNanos(nanos).toMillis());
    }
}
