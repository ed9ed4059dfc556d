package shop.handover.torture;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import shop.handover.torture.check.Collector;
import shop.handover.torture.check.Gate;
import shop.handover.torture.check.Gates;
import shop.handover.torture.check.Lag;
import shop.handover.torture.check.Visitor;
import shop.handover.torture.fault.Link;
import shop.handover.torture.fault.Part;
import shop.handover.torture.fault.Plan;
import shop.handover.torture.house.House;
import shop.handover.torture.mail.Relay;
import shop.handover.torture.scenario.Kind;
import shop.handover.torture.scenario.Scenario;
import shop.handover.torture.scenario.Scenarios;
import shop.handover.torture.tell.Books;
import shop.handover.torture.tell.Buyers;
import shop.handover.torture.tell.Feed;
import shop.handover.torture.tell.Forger;
import shop.handover.torture.tell.Sender;

/// One run, from the house's opening to its verdict. Longer than a screen: it is read from top to bottom.
public final class Run {

    private static final int HANDS = 4;
    // One buyer in so many comes before fulfillment was ever up.
    private static final int EARLY = 20;
    private static final Duration FULFILLMENT_COMES_LATE = Duration.ofSeconds(5);

    private final Orders orders;
    private final Plan plan;
    private final Diary diary = new Diary();
    private final Books books = new Books();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    private Run(Orders orders) {
        this.orders = orders;
        this.plan = orders.plan();
    }

    /// Runs, writes the report into the folder, and says what it came to. Ends everything it started.
    public static Verdict of(Orders orders) throws InterruptedException {
        return new Run(orders).run();
    }

    private Verdict run() throws InterruptedException {
        diary.say(
                "seed %d, %d sessions, %d faults: %s",
                orders.seed(), orders.sessions(), plan.steps().size(), plan);
        var setup = new House.Setup(orders.root(), orders.folder(), orders.lease(), orders.sessions() * 4 + 1_000);
        try (var house = new House(setup);
                var relay = Relay.open(house.relayPort())) {
            house.open();
            diary.say("the house is open");
            return torture(house, relay);
        }
    }

    private Verdict torture(House house, Relay relay) throws InterruptedException {
        var sender = new Sender(
                URI.create("http://127.0.0.1:" + house.link(Link.WEBHOOK).port() + "/api/stripe/webhook"),
                House.SECRET);
        var feed = new Feed(house.stripe(), books, sender, orders.seed(), orders.span());
        var visitor = new Visitor(
                URI.create(house.url(Part.DOWNLOAD)), orders.folder().resolve("files"));
        var driver = new FaultDriver(house, plan, diary::say);
        var collector = new Collector(house);
        try (var lag = new Lag(house.kafka());
                var forger = new Forger(sender, house.kafka());
                var round = new Rounds()) {
            round.every(Duration.ofMillis(200), () -> feed.read());
            round.every(Duration.ofSeconds(1), () -> lag.look());
            round.every(
                    Duration.ofSeconds(5),
                    () -> diary.say(
                            "%d sessions, %d deliveries owed, %d mails, %d behind",
                            books.sessions().size(),
                            sender.outstanding(),
                            relay.taken().size(),
                            lag.last()));
            round.every(Duration.ofMillis(700), () -> visitAny(visitor, relay));
            var stories = Scenarios.of(orders.seed(), orders.sessions());
            var early = stories.subList(0, Math.max(1, stories.size() / EARLY));
            buyers(house, early).await();
            Thread.sleep(FULFILLMENT_COMES_LATE);
            house.worker(Part.FULFILLMENT).start();
            List.of(Part.FULFILLMENT, Part.DOWNLOAD).forEach(house::await);

            diary.say("all is up; faults begin");
            var begun = Instant.now();
            driver.start();
            var buyers = buyers(house, stories.subList(early.size(), stories.size()));
            var forgery = forge(forger, feed);
            buyers.await();
            forgery.await();
            driver.await();
            // What a bank takes back by itself comes a second later.
            Thread.sleep(2_000);
            feed.awaitQuiet();
            round.failure().ifPresent(fault::set);
            refuseToGoOn();
            var rest = new Rest(sender, lag, collector, plan, begun);
            var rested = rest.await(orders.longest());
            diary.say(
                    "at rest %s after the last fault",
                    rested.map(Object::toString).orElse("never"));
            house.await(Part.DOWNLOAD);
            house.await(Part.FULFILLMENT);
            var figures = new Figures(orders, plan, begun, rested, lag, house, sender, collector, visitor);
            figures.measure();
            var evidence = collector.gather(
                    books.sessions(), relay.taken(), sender.attempts(), forger.made(), driver.stalls(), visitor);
            var gates = new ArrayList<Gate>();
            gates.add(new Gate(
                    "seconds to rest after the last fault",
                    rested.map(Duration::toSeconds).orElse(Long.MAX_VALUE),
                    orders.patience().toSeconds(),
                    rest.trouble()));
            gates.addAll(Gates.of(evidence, duplicateMailsAllowed()));
            return new Report(orders.folder()).write(new Verdict(gates, figures.of(evidence)));
        }
    }

    // Each kill of a courier may double what it had in hand, and so may each fault of its link to the relay.
    private long duplicateMailsAllowed() {
        return HANDS * (plan.kills(Part.FULFILLMENT) + plan.stalls(Part.FULFILLMENT) + plan.strikes(Link.SMTP));
    }

    private CountDownLatch buyers(House house, List<Scenario> stories) {
        var done = new CountDownLatch(stories.size());
        var buyers = new Buyers(URI.create(house.url(Part.CHECKOUT)), house.stripe(), books);
        var pause = orders.window().dividedBy(orders.sessions());
        for (var place = 0; place < stories.size(); place++) {
            var story = stories.get(place);
            begin(pause.multipliedBy(place), done, () -> buyers.play(story));
        }
        return done;
    }

    private CountDownLatch forge(Forger forger, Feed feed) {
        var done = new CountDownLatch(orders.poison());
        var pause = orders.window().dividedBy(orders.poison());
        for (var number = 0; number < orders.poison(); number++) {
            var name = number;
            begin(pause.multipliedBy(number).dividedBy(2).plusSeconds(1), done, () -> {
                while (feed.payments().isEmpty() || unpaid().isEmpty()) {
                    Thread.sleep(200);
                }
                var payments = feed.payments();
                forger.forge(name, payments.get(name % payments.size()), unpaid());
            });
        }
        return done;
    }

    private String unpaid() {
        return books.sessions().entrySet().stream()
                .filter(session -> session.getValue().kind() == Kind.ABANDONED
                        || session.getValue().kind() == Kind.EXPIRED)
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private void visitAny(Visitor visitor, Relay relay) throws InterruptedException {
        var mails =
                relay.taken().stream().filter(mail -> mail.link().isPresent()).toList();
        if (!mails.isEmpty()) {
            var mail = mails.get(new Random().nextInt(mails.size()));
            Scenario story = books.sessions().get(mail.session());
            visitor.visit(mail, story);
        }
    }

    private void begin(Duration wait, CountDownLatch done, Rounds.Step step) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(wait);
                step.take();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                fault.compareAndSet(null, e);
            } finally {
                done.countDown();
            }
        });
    }

    // A fault of the torture's own is no verdict on the house.
    private void refuseToGoOn() {
        if (fault.get() != null) {
            throw new IllegalStateException(
                    "the run itself failed: " + fault.get().getMessage(), fault.get());
        }
    }
}
