package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;

/// The slot the letters go into: a relay.
public interface Mailbox {

    /// Hands a letter over and waits for the answer as long as is reasonable. Never fails.
    Uni<Answer> post(Letter letter);

    /// A letter as it goes over the wire: headers, text and HTML, RFC 5322.
    String written(Letter letter);

    /// What the relay said.
    sealed interface Answer {

        /// It takes care of it.
        record Accepted() implements Answer {}

        /// Never.
        record Refused(String why) implements Answer {}

        /// Not now.
        record NotNow(String why) implements Answer {}

        /// It began to listen and fell silent: it may have the letter.
        record Silence() implements Answer {}
    }
}
