package shop.handover.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import shop.handover.torture.check.Stillness;
import shop.handover.torture.fault.Plan;
import shop.handover.torture.fault.Step;
import shop.handover.torture.house.House;

/// Does to the house what the plan says.
final class FaultDriver {

    private final House house;
    private final Plan plan;
    private final Consumer<String> told;
    private final Queue<Stillness> stalls = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open;

    FaultDriver(House house, Plan plan, Consumer<String> told) {
        this.house = house;
        this.plan = plan;
        this.told = told;
        this.open = new CountDownLatch(plan.steps().size());
    }

    /// Begins; each step comes in its own time.
    void start() {
        plan.steps().forEach(step -> Thread.ofVirtual().start(() -> take(step)));
    }

    /// Returns when the last fault is over.
    void await() throws InterruptedException {
        open.await();
    }

    /// When processes stood still.
    List<Stillness> stalls() {
        return List.copyOf(stalls);
    }

    private void take(Step step) {
        try {
            Thread.sleep(step.at());
            told.accept(step.toString());
            switch (step) {
                case Step.Kill kill -> house.worker(kill.part()).kill();
                case Step.Stall stall -> stall(stall);
                case Step.Strike strike -> strike(strike);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            told.accept(step + " failed: " + e.getMessage());
        } finally {
            open.countDown();
        }
    }

    private void stall(Step.Stall stall) throws InterruptedException {
        var from = Instant.now();
        var worker = house.worker(stall.part());
        worker.stall();
        sleep(stall.lasts());
        worker.resume();
        // Whoever stood still needs a moment to notice.
        stalls.add(new Stillness(from, Instant.now().plusSeconds(2)));
    }

    private void strike(Step.Strike strike) throws InterruptedException {
        var link = house.link(strike.link());
        link.strike(strike.trouble());
        sleep(strike.lasts());
        link.calm(strike.trouble());
    }

    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
