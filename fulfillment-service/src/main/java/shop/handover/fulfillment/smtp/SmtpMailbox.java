package shop.handover.fulfillment.smtp;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import shop.handover.fulfillment.config.FulfillmentConfig;
import shop.handover.fulfillment.mail.Letter;
import shop.handover.fulfillment.mail.Mailbox;

/// Letters over SMTP, one connection each: one that was kept may have died without a word.
@ApplicationScoped
class SmtpMailbox implements Mailbox {

    private final Relay relay;
    private final Doorbell doorbell;
    private final Duration patience;
    private final Executor desk;

    SmtpMailbox(Relay relay, Doorbell doorbell, Vertx vertx, FulfillmentConfig config) {
        this.relay = relay;
        this.doorbell = doorbell;
        var context = ((VertxInternal) vertx).createEventLoopContext();
        this.desk = letter -> context.runOnContext(_ -> letter.run());
        this.patience = config.mail().patience();
    }

    // All letters leave by one desk. Where callers come on several of Vert.x' contexts, its client may connect on one
    // and listen on another: it misses the relay's greeting, and one letter in fifty hung for nothing.
    @Override
    public Uni<Answer> post(Letter letter) {
        return Uni.createFrom()
                .deferred(() -> relay.send(message(letter)))
                .runSubscriptionOn(desk)
                .map(_ -> (Answer) new Answer.Accepted())
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(TimeoutException.class)
                .recoverWithUni(() -> doorbell.greets().map(Answer.Silence::new))
                .onFailure()
                .recoverWithItem(SmtpMailbox::answer);
    }

    @Override
    public Uni<Boolean> greets() {
        return doorbell.greets();
    }

    @Override
    public String written(Letter letter) {
        return new MailEncoder(message(letter), "localhost", new MailConfig()).encode();
    }

    // The header names and the addresses were checked by the letter; the client checks neither. Quarkus' own mailer
    // stands on the same client, but writes an empty Cc, which RFC 5322 does not know.
    private static MailMessage message(Letter letter) {
        return new MailMessage()
                .setFrom(from(letter.from()))
                .setTo(List.of(letter.to()))
                .setSubject(letter.subject())
                .setText(letter.text())
                .setHtml(letter.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("Reply-To", letter.replyTo())
                        .add("Message-ID", "<" + letter.messageId() + ">")
                        .add("Auto-Submitted", "auto-generated"));
    }

    // A name with a comma or a parenthesis would read as a second address if it were not quoted.
    private static String from(Letter.Sender sender) {
        var name = sender.name().replaceAll("[\"\\\\<>]", "").strip();
        return name.isEmpty() ? sender.address() : "\"" + name + "\" <" + sender.address() + ">";
    }

    private static Answer answer(Throwable trouble) {
        return switch (trouble) {
            case SMTPException refusal
            when refusal.isPermanent() && !ofOurs(refusal) ->
                new Answer.Refused("the relay answered " + refusal.getReplyCode());
            case SMTPException refusal -> new Answer.NotNow("the relay answered " + refusal.getReplyCode());
            case IllegalArgumentException _ -> new Answer.Refused("the letter cannot be put into SMTP");
            default ->
                new Answer.NotNow(
                        "the relay cannot be reached: " + trouble.getClass().getSimpleName());
        };
    }

    // 530 to 538: login and encryption. A wrong password of ours says nothing about the letter.
    private static boolean ofOurs(SMTPException refusal) {
        return refusal.getReplyCode() >= 530 && refusal.getReplyCode() <= 538;
    }
}
