package shop.handover.sandbox.stripe.world;

import java.util.List;

/// Test and live side by side; neither knows the other's objects.
public record Worlds(World test, World live) {

    public World of(boolean livemode) {
        return livemode ? live : test;
    }

    public List<World> all() {
        return List.of(test, live);
    }

    /// The world that holds an object of that kind under this id; test where none does.
    public World holding(String object, String id) {
        return live.with(() -> live.knows(object, id)) ? live : test;
    }
}
