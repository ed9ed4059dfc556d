package shop.handover.benchmarks;

import java.time.Duration;

/// How many events a second fulfillment records once it has fallen behind, with Kafka, PostgreSQL and the relay on the
/// same machine, and what it holds of memory meanwhile. The mails that become owed go out at the same time, as they do
/// in earnest. Every event is a new sale, which is the dearest kind.
final class DrainBenchmark implements Benchmark {

    private static final Duration LOOK = Duration.ofMillis(200);

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public String what() {
        return "events a second that fulfillment records from a lag, what each part spends on them, and its memory";
    }

    @Override
    public String usage() {
        return "--events 50000 --warm-up 5000 --seconds 200";
    }

    @Override
    public void run(Words words, Report report) throws Exception {
        int events = words.number("events", 50_000);
        int warmUp = words.number("warm-up", 5_000);
        int seconds = words.number("seconds", 200);
        words.noMore();
        var house = House.up();
        var paid = new PaidEvents(house);
        try (var lag = new Lag(house)) {
            lag.build(warmUp, paid);
            lag.letGo();
            await(lag, house.part("fulfillment"), warmUp, Duration.ofSeconds(seconds));
        }
        try (var lag = new Lag(house)) {
            // Who is stopped tells no figures.
            double mails = lag.figure("handover_mails_total");
            long begin = System.nanoTime();
            lag.build(events, paid);
            report.line("lag", "%,d events, put on Kafka in %.0f s", events, (System.nanoTime() - begin) / 1e9);
            measure(house, lag, events, mails, Duration.ofSeconds(seconds), report);
        }
    }

    private static void measure(House house, Lag lag, int events, double mails, Duration most, Report report)
            throws Exception {
        var fulfillment = house.part("fulfillment");
        var costs = new Costs(house);
        long begin = System.nanoTime();
        lag.letGo();
        long resident = await(lag, fulfillment, events, most);
        double took = (System.nanoTime() - begin) / 1e9;
        long drained = lag.drained();
        report.line("drained", "%,d events in %.1f s: %,.0f/s", drained, took, drained / took);
        report.line(
                "mails meanwhile",
                "%,.0f: %,.0f/s",
                lag.figure("handover_mails_total") - mails,
                (lag.figure("handover_mails_total") - mails) / took);
        costs.tell(report, drained);
        report.line(
                "memory", "fulfillment at most %d MB, now %d MB resident", resident, fulfillment.residentMegabytes());
    }

    // Until all is drained or the time is up; gives the most memory that was seen, in MB.
    private static long await(Lag lag, Watched fulfillment, int events, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        long resident = 0;
        while (lag.drained() < events && System.nanoTime() < end) {
            resident = Math.max(resident, fulfillment.residentMegabytes());
            Thread.sleep(LOOK);
        }
        return resident;
    }
}
