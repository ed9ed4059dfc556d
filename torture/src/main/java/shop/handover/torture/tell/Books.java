package shop.handover.torture.tell;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import shop.handover.torture.scenario.Scenario;

/// Which session belongs to which story, and what was told of it so far.
public final class Books {

    private final Map<String, Scenario> bySession = new ConcurrentHashMap<>();
    private final Map<String, String> sessionOfPayment = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> places = new ConcurrentHashMap<>();

    void opened(String session, Scenario story) {
        bySession.put(session, story);
    }

    void paidBy(String paymentIntent, String session) {
        sessionOfPayment.put(paymentIntent, session);
    }

    Optional<String> sessionOf(String paymentIntent) {
        return Optional.ofNullable(sessionOfPayment.get(paymentIntent));
    }

    int nextPlace(String session) {
        return places.computeIfAbsent(session, _ -> new AtomicInteger()).getAndIncrement();
    }

    Scenario story(String session) {
        return bySession.get(session);
    }

    /// Every session there is, with its story.
    public Map<String, Scenario> sessions() {
        return Map.copyOf(bySession);
    }
}
