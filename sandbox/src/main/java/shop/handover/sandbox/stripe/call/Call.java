package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// An authenticated call with its parameters checked, inside its world's lock.
///
/// @param path the ids in the address, in order
/// @param url the path as asked, for the `url` of lists
public record Call(World world, Params params, List<String> path, String url) {

    public String id() {
        return path.getFirst();
    }

    /// A new object of this kind with what every one has: id, time, mode.
    public ObjectNode fresh(String object) {
        var node = Json.template(object);
        node.put("id", Ids.next(object, world.live()));
        if (node.has("created")) {
            node.put("created", world.clock().seconds());
        }
        if (node.has("livemode")) {
            node.put("livemode", world.live());
        }
        return node;
    }

    /// The object the address names, or Stripe's 404.
    ///
    /// @param kind what Stripe calls it in the message, such as `checkout session`
    /// @param param what the error's `param` says, as Stripe differs from one resource to the next
    public ObjectNode named(String object, String kind, String param) {
        return world.find(object, id()).orElseThrow(() -> StripeError.noSuch(kind, id(), param));
    }

    /// The object a parameter names, or Stripe's 400.
    public ObjectNode given(String object, String kind, String id, String param) {
        return world.find(object, id).orElseThrow(() -> StripeError.noSuchIn(kind, id, param));
    }
}
