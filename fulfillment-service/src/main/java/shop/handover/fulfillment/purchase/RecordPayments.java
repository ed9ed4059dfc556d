package shop.handover.fulfillment.purchase;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import shop.handover.fulfillment.purchase.Heard.Doubt;
import shop.handover.fulfillment.purchase.Heard.Foreign;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Heard.Unreadable;
import shop.handover.fulfillment.purchase.Prices.Finding;
import shop.handover.fulfillment.purchase.Purchases.Mails;
import shop.handover.fulfillment.purchase.Purchases.Recorded;
import shop.handover.fulfillment.purchase.Purchases.Unstorable;
import shop.handover.kit.event.StripeEventRecord;

/// Records what Stripe told. Safe to repeat. Fails only over trouble that will pass; then nothing of the batch is
/// recorded, and the caller comes again with all of it.
@ApplicationScoped
public class RecordPayments {

    private static final Recorded NOTHING = new Recorded(List.of(), List.of(), 0, 0);

    private final Interpreter interpreter;
    private final Prices prices;
    private final Purchases purchases;
    private final Bell bell;
    private final Till till;
    private final Clock clock;

    RecordPayments(Interpreter interpreter, Prices prices, Purchases purchases, Bell bell, Till till, Clock clock) {
        this.interpreter = interpreter;
        this.prices = prices;
        this.purchases = purchases;
        this.bell = bell;
        this.till = till;
        this.clock = clock;
    }

    /// What became of a batch.
    ///
    /// @param foreign records that were none of our business
    /// @param poison what could not be read, by its place in the batch
    public record Outcome(Recorded recorded, int foreign, List<Poison> poison) {}

    /// A record for the dead letters.
    ///
    /// @param index its place in the batch
    public record Poison(int index, String why) {}

    /// Records a batch, in one transaction where possible.
    public Uni<Outcome> record(List<StripeEventRecord> batch) {
        var heard = batch.stream().map(interpreter::hear).toList();
        var news = IntStream.range(0, heard.size())
                .filter(i -> heard.get(i) instanceof News)
                .mapToObj(i -> new Placed(i, (News) heard.get(i)))
                .toList();
        var foreign = (int) heard.stream().filter(Foreign.class::isInstance).count();
        return record(news, Mails.OWED)
                .map(done -> new Outcome(done.recorded(), foreign, all(poison(heard), done.poison())));
    }

    /// Records what Stripe told when it was asked, by the same rules: a doubtful amount is looked at, and held
    /// where the doubt stays.
    public Uni<Outcome> recordNews(List<News> news, Mails mails) {
        var placed = IntStream.range(0, news.size())
                .mapToObj(i -> new Placed(i, news.get(i)))
                .toList();
        return record(placed, mails).map(done -> new Outcome(done.recorded(), 0, done.poison()));
    }

    private Uni<Done> record(List<Placed> news, Mails mails) {
        return beyondDoubt(news)
                .chain(beyond -> recordTogether(beyond, mails).invoke(done -> ring(beyond, done.recorded())))
                .invoke(done -> bell.ring(done.recorded()));
    }

    private void ring(List<Placed> news, Recorded recorded) {
        var open = new java.util.HashSet<>(recorded.purchases());
        news.stream()
                .flatMap(placed -> placed.news().sale().stream())
                .filter(sale -> open.remove(sale.checkout().value()))
                .forEach(till::ring);
    }

    private Uni<List<Placed>> beyondDoubt(List<Placed> news) {
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUniAndConcatenate(this::beyondDoubt)
                .collect()
                .asList();
    }

    private Uni<Placed> beyondDoubt(Placed placed) {
        return placed.news().doubt().isEmpty()
                ? Uni.createFrom().item(placed)
                : prices.look(
                                placed.news().sale().orElseThrow().checkout(),
                                placed.news().doubt().get().priceId())
                        .map(finding -> new Placed(placed.index(), judged(placed.news(), finding)));
    }

    private News judged(News news, Finding finding) {
        return switch (finding) {
            case Finding.Agrees() -> news.trusted();
            case Finding.Disagrees(var why) -> news.with(held(news, news.doubt().orElseThrow(), why));
        };
    }

    private Fact held(News news, Doubt doubt, String why) {
        var checkout = news.sale().orElseThrow().checkout().value();
        return Fact.held(checkout, doubt.reason() + "; " + why, clock.instant());
    }

    private Uni<Done> recordTogether(List<Placed> news, Mails mails) {
        if (news.isEmpty()) {
            return Uni.createFrom().item(new Done(NOTHING, List.of()));
        }
        return purchases
                .record(news.stream().map(Placed::news).toList(), mails)
                .map(recorded -> new Done(recorded, List.of()))
                .onFailure(Unstorable.class)
                .recoverWithUni(() -> recordOneByOne(news, mails));
    }

    // One text the database refuses must not take its neighbours along.
    private Uni<Done> recordOneByOne(List<Placed> news, Mails mails) {
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUniAndConcatenate(placed -> recordAlone(placed, mails))
                .collect()
                .with(java.util.stream.Collectors.reducing(new Done(NOTHING, List.of()), Done::plus));
    }

    private Uni<Done> recordAlone(Placed placed, Mails mails) {
        return purchases
                .record(List.of(placed.news()), mails)
                .map(recorded -> new Done(recorded, List.of()))
                .onFailure(Unstorable.class)
                .recoverWithItem(no -> new Done(NOTHING, List.of(new Poison(placed.index(), no.getMessage()))));
    }

    private static List<Poison> poison(List<Heard> heard) {
        return IntStream.range(0, heard.size())
                .filter(i -> heard.get(i) instanceof Unreadable)
                .mapToObj(i -> new Poison(i, ((Unreadable) heard.get(i)).why()))
                .toList();
    }

    private static List<Poison> all(List<Poison> unread, List<Poison> unstored) {
        var all = new java.util.ArrayList<>(unread);
        all.addAll(unstored);
        return all;
    }

    private record Placed(int index, News news) {}

    private record Done(Recorded recorded, List<Poison> poison) {

        Done plus(Done other) {
            return new Done(recorded.plus(other.recorded), all(poison, other.poison));
        }
    }
}
