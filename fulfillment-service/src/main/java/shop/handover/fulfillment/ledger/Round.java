package shop.handover.fulfillment.ledger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import shop.handover.fulfillment.ledger.Account.Page;
import shop.handover.fulfillment.ledger.Records.Match;
import shop.handover.fulfillment.purchase.Fact;
import shop.handover.fulfillment.purchase.Heard.News;
import shop.handover.fulfillment.purchase.Purchases.Mails;
import shop.handover.fulfillment.purchase.RecordPayments;

/// One look into the ledger, and what it found so far. Not safe for two threads at once; its steps follow each other.
///
/// Lists are read before events: a list says what is so, but only the event says since when. What a list shows and
/// we do not have waits until the events are read, and is judged by the event's time where there is one. Longer
/// than a screen because the counts belong to the steps.
final class Round {

    private static final int CHUNK = 100;
    private static final int QUESTIONS = 200;
    private static final int FINDINGS = 50;

    private final Account account;
    private final Records records;
    private final RecordPayments recordPayments;
    private final Span span;
    private final Instant settled;

    private final Set<String> seen = new HashSet<>();
    private final Set<String> paid = new HashSet<>();
    private final Set<String> recorded = new HashSet<>();
    private final Set<String> inFlight = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private final Set<String> repaired = new HashSet<>();
    private final Map<String, String> unexplained = new LinkedHashMap<>();
    private final Map<String, News> waiting = new LinkedHashMap<>();

    /// @param settled what is younger is in flight
    Round(Account account, Records records, RecordPayments recordPayments, Span span, Instant settled) {
        this.account = account;
        this.records = records;
        this.recordPayments = recordPayments;
        this.span = span;
        this.settled = settled;
    }

    /// Payments first: only what happened to a purchase of ours concerns us.
    Uni<Void> payments() {
        return each(account.paidSessions(span.since()), this::setAside)
                .chain(() -> each(account.paymentEvents(span.since()), this::judge))
                .chain(this::judgeWaiting);
    }

    Uni<Void> changes() {
        return each(account.changes(span.since()), this::setAside)
                .chain(() -> each(account.changeEvents(span.since()), this::judge))
                .chain(this::judgeWaiting);
    }

    /// Asks Stripe about what we have and its lists did not show.
    Uni<Void> strangers() {
        return records.held(span.since(), settled)
                .map(held -> held.stream().filter(id -> !seen.contains(id)).limit(QUESTIONS))
                .chain(odd -> Multi.createFrom()
                        .items(odd)
                        .onItem()
                        .transformToUniAndConcatenate(this::ask)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    Result result(Instant now) {
        return new Result(
                paid.size(),
                recorded.size(),
                inFlight.size(),
                missing.size(),
                repaired.size(),
                unexplained.size(),
                unexplained.entrySet().stream()
                        .limit(FINDINGS)
                        .map(found -> found.getKey() + ": " + found.getValue())
                        .toList(),
                now);
    }

    private Uni<Void> each(Multi<Page> pages, Function<List<Match>, Uni<? extends Void>> step) {
        return pages.onItem()
                .transformToUniAndConcatenate(page -> match(page).chain(step))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<List<Match>> match(Page page) {
        page.unreadable().forEach(id -> unexplained.put(id, "Stripe shows it in a form that is not understood"));
        page.news().forEach(news -> seen.add(object(news)));
        return records.match(page.news()).invoke(matches -> matches.forEach(this::count));
    }

    private void count(Match match) {
        match.news().sale().ifPresent(sale -> {
            paid.add(object(match.news()));
            if (match.sold() && match.total() != sale.total().minor()) {
                unexplained.put(
                        object(match.news()),
                        "Stripe was paid " + sale.total().minor() + ", recorded are " + match.total());
            } else if (match.sold() && !missing.contains(object(match.news()))) {
                recorded.add(object(match.news()));
            }
        });
    }

    private Uni<Void> setAside(List<Match> matches) {
        matches.stream().filter(Round::lacking).forEach(match -> waiting.put(key(match.news()), match.news()));
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> judge(List<Match> matches) {
        var lacking = matches.stream().filter(Round::lacking).map(Match::news).toList();
        lacking.forEach(news -> waiting.remove(key(news)));
        return judgeNews(lacking);
    }

    // A payment is lacking without its purchase, anything else where we have the purchase and not the fact.
    private static boolean lacking(Match match) {
        return match.news().sale().isPresent() ? !match.sold() : match.sold() && !match.told();
    }

    private Uni<Void> judgeWaiting() {
        var rest = List.copyOf(waiting.values());
        waiting.clear();
        return Multi.createFrom()
                .iterable(rest)
                .group()
                .intoLists()
                .of(CHUNK)
                .onItem()
                .transformToUniAndConcatenate(this::judgeNews)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> judgeNews(List<News> lacking) {
        var old = new ArrayList<News>();
        for (var news : lacking) {
            if (news.facts().getFirst().at().isBefore(settled)) {
                missing.add(key(news));
                old.add(news);
            } else if (news.sale().isPresent()) {
                inFlight.add(object(news));
            }
        }
        var before = old.stream().filter(this::mailedBefore).toList();
        var now = old.stream().filter(news -> !mailedBefore(news)).toList();
        return repair(before, Mails.SENT_BEFORE).chain(() -> repair(now, Mails.OWED));
    }

    private boolean mailedBefore(News news) {
        return span.mailed()
                .filter(mailed -> mailed.holds(news.facts().getFirst().at()))
                .isPresent();
    }

    private Uni<Void> repair(List<News> news, Mails mails) {
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return recordPayments
                .recordNews(news, mails)
                .chain(() -> records.match(news))
                .invoke(matches -> matches.forEach(this::noteRepair))
                .replaceWithVoid();
    }

    private void noteRepair(Match match) {
        if (match.sold() && match.told()) {
            repaired.add(key(match.news()));
        } else {
            unexplained.put(object(match.news()), "it was missing and could not be recorded");
        }
    }

    private Uni<Void> ask(String id) {
        return account.knows(id)
                .invoke(known -> {
                    if (!known) {
                        unexplained.put(id, "recorded, but Stripe does not know of it");
                    }
                })
                .replaceWithVoid();
    }

    private static String object(News news) {
        return news.facts().getFirst().object();
    }

    private static String key(News news) {
        Fact fact = news.facts().getFirst();
        return news.sale().isPresent() ? fact.object() : fact.object() + " " + fact.kind() + " " + fact.amount();
    }
}
