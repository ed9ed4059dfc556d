package shop.handover.fulfillment.mail;

import io.smallrye.mutiny.Uni;

/// The slot the letters go into: a relay.
public interface Mailbox {

    /// Hands a letter over and waits for the answer as long as is reasonable. Never fails.
    Uni<Answer> post(Letter letter);

    /// Whether the relay greets who calls now: before it does, no letter can be in doubt. Never fails.
    Uni<Boolean> greets();

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

        /// It gave no answer in time: it may have the letter.
        ///
        /// @param greets whether it greets who calls right after. One that does not has most likely not come
        /// as far as the letter; one that does has heard it and said nothing
        record Silence(boolean greets) implements Answer {}
    }
}
