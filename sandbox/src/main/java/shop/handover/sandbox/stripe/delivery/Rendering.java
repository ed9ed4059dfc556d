package shop.handover.sandbox.stripe.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import shop.handover.sandbox.stripe.call.Versions;
import shop.handover.sandbox.stripe.world.Events;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// An event as the endpoint's API version writes it.
public final class Rendering {

    private Rendering() {}

    /// The bytes to sign and send.
    public static byte[] of(World world, ObjectNode event, ObjectNode endpoint) {
        var version = endpoint.path("api_version").asText(Events.ACCOUNT_VERSION);
        var shown = Json.shown(world.events().shown(event));
        shown.put("api_version", version);
        Versions.rewrite(world, shown.path("data").path("object"), version);
        return Json.pretty(shown);
    }
}
