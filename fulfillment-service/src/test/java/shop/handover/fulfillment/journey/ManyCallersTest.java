package shop.handover.fulfillment.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.fulfillment.mail.Letter;
import shop.handover.fulfillment.mail.Letter.Sender;
import shop.handover.fulfillment.mail.Mailbox;
import shop.handover.fulfillment.mail.Mailbox.Answer;

/// Letters come from rounds, bells and the answers of the database, each on a thread of its own.
@QuarkusTest
@QuarkusTestResource(World.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManyCallersTest {

    private static final int LETTERS = 400;
    private static final int HANDS = 4;

    @Inject
    Mailbox mailbox;

    @Inject
    Vertx vertx;

    @Test
    void no_letter_hangs_whoever_posts_it() {
        var answers = Multi.createFrom()
                .range(0, LETTERS)
                .onItem()
                .transformToUni(number -> mailbox.post(letter(number)).runSubscriptionOn(caller(number)))
                .merge(HANDS)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(2));

        assertThat(answers).hasSize(LETTERS).containsOnly(new Answer.Accepted());
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
