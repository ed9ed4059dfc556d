package shop.handover.torture.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import shop.handover.torture.house.House;
import shop.handover.torture.mail.Taken;
import shop.handover.torture.scenario.Scenario;
import shop.handover.torture.tell.Attempt;

/// Gathers what a run left behind, once nothing goes wrong any more.
public final class Collector {

    private final House house;
    private final Tables tables;

    /// The house must be open.
    public Collector(House house) {
        this.house = house;
        this.tables = new Tables(house.database());
    }

    /// Mails and states that are still owed.
    public long owed() {
        return tables.owed();
    }

    /// PostgreSQL's version.
    public String postgresVersion() {
        return tables.version();
    }

    /// Reads it all, follows the links, and has the ledger looked into last of all: it might repair what is missing.
    public Evidence gather(
            Map<String, Scenario> stories,
            List<Taken> taken,
            List<Attempt> attempts,
            Set<String> poison,
            List<Stillness> stalls,
            Visitor visitor)
            throws InterruptedException {
        var topics = new TopicReader(house.kafka());
        var truth = new StripeBooks(house.stripe().url()).sessions();
        return new Evidence(
                stories,
                truth,
                tables.purchases(),
                tables.facts(),
                tables.mails(),
                taken,
                attempts,
                topics.published(),
                topics.dead(),
                topics.states(),
                poison,
                stalls,
                visitor.check(taken, stories, truth),
                ledger());
    }

    private Evidence.Ledger ledger() {
        var said = house.ledger();
        return new Evidence.Ledger(
                said.status() == 0 && said.words().contains("nothing is missing"),
                said.words()
                        .lines()
                        .filter(line -> line.startsWith("  ") || line.startsWith("ledger"))
                        .toList()
                        .toString());
    }
}
