package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.journey.MoodyRelay.Mood;
import shop.handover.fulfillment.mail.Letter;
import shop.handover.fulfillment.mail.Letter.Sender;
import shop.handover.fulfillment.mail.Mailbox;
import shop.handover.fulfillment.mail.Mailbox.Answer;

/// Many letters: from rounds, bells and the answers of the database, each on a thread of its own, and to a relay that
/// answers only now and then.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManyLettersTest {

    private static final int LETTERS = 400;
    private static final int HANDS = 4;
    // quarkus.mailer.max-pool-size
    private static final int CONNECTIONS = 16;

    @Inject
    Mailbox mailbox;

    @Inject
    Vertx vertx;

    @AfterEach
    void calm_down() {
        World.mood().be(Mood.FRIENDLY);
    }

    @Test
    void no_letter_hangs_whoever_posts_it() {
        assertThat(answers(LETTERS, HANDS)).hasSize(LETTERS).containsOnly(new Answer.Accepted());
    }

    @Test
    void a_relay_that_fell_silent_more_often_than_connections_may_be_open_gets_the_next_letter() {
        World.mood().be(Mood.FALLS_SILENT);
        assertThat(answers(CONNECTIONS + HANDS, CONNECTIONS + HANDS)).allMatch(Answer.Silence.class::isInstance);

        World.mood().be(Mood.FRIENDLY);

        assertThat(answers(1, 1)).containsExactly(new Answer.Accepted());
    }

    private List<Answer> answers(int letters, int atOnce) {
        return Multi.createFrom()
                .range(0, letters)
                .onItem()
                .transformToUni(number -> mailbox.post(letter(number)).runSubscriptionOn(caller(number)))
                .merge(atOnce)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(2));
    }

    private Executor caller(int number) {
        if (number % 3 == 0) {
            return Thread::startVirtualThread;
        }
        var context = ((VertxInternal) vertx).createEventLoopContext();
        return letter -> context.runOnContext(_ -> letter.run());
    }

    private static Letter letter(int number) {
        return new Letter(
                "many-callers." + number + "@shop.example",
                new Sender("Example Shop", "support@shop.example"),
                "many-callers@example.com",
                "support@shop.example",
                "Letter " + number,
                "text",
                "<p>text");
    }
}
