package shop.handover.sandbox.inbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The inbox of the house: takes every mail it is given, for whomever, and shows it.
public final class Inbox implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Mails mails;
    private final SmtpServer smtp;
    private final HttpServer http;

    private Inbox(InboxOptions options) {
        this.mails = new Mails(options.folder(), options.history());
        this.smtp = new SmtpServer(options.host(), options.smtpPort(), mails);
        this.http = vertx.createHttpServer()
                .requestHandler(new InboxRoutes(vertx, mails).router())
                .listen(options.httpPort(), options.host())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// Returns when both ports are open.
    ///
    /// @throws RuntimeException where one of them is taken
    public static Inbox start(InboxOptions options) {
        return new Inbox(options);
    }

    public int smtpPort() {
        return smtp.port();
    }

    public String url() {
        return "http://127.0.0.1:" + http.actualPort();
    }

    /// What is there now, newest first.
    public List<Mail> messages() {
        return mails.newestFirst();
    }

    /// Waits until at least so many mails are there. Gives what is there, newest first: fewer where the time was up.
    public List<Mail> await(int count, Duration patience) {
        try {
            return mails.await(count, Instant.now().plus(patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for mail", e);
        }
    }

    /// Throws all mails away.
    public void clear() {
        mails.clear();
    }

    @Override
    public void close() {
        smtp.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
