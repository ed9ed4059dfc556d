package shop.handover.kit.link;

/// What a token from outside turns out to be.
public sealed interface Redemption {

    /// Ours, unchanged and in time.
    record Genuine(DownloadToken token) implements Redemption {}

    /// Ours and unchanged, but its time is over: worth the offer of a fresh one.
    record Expired(DownloadToken token) implements Redemption {}

    /// Not ours, cut, changed, or signed with a key we no longer know. All the same to the caller.
    record Forged() implements Redemption {}
}
