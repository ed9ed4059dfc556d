package shop.handover.fulfillment.mail;

/// Whether events come faster than they are recorded. Then recording goes first: a sale that is recorded opens its
/// download page, and is safe; its mail may come a little later.
public interface Rush {

    /// Whether there is one at this moment.
    boolean on();
}
