package shop.handover.sandbox.stripe.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.ServerWebSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.world.Events;
import shop.handover.sandbox.stripe.world.Ids;
import shop.handover.sandbox.stripe.world.Json;
import shop.handover.sandbox.stripe.world.World;

/// Developers' command lines that listen: `stripe listen` asks for a session, opens a WebSocket with its id and is
/// told every event of its world from then on. What happens while nobody listens is not told later, and trouble made
/// for endpoints does not touch listeners. Longer than a screen: the invitation and the letter are fields one by one.
///
/// @see <a href="https://docs.stripe.com/cli/listen">Stripe: listen</a>
public final class Listeners {

    /// Where listeners connect.
    public static final String PATH = "/v1/stripecli/subscribe";

    /// What the protocol calls itself in the WebSocket handshake.
    public static final String PROTOCOL = "stripecli-devproxy-v1";

    private static final String SETTING = "setting";
    private static final String SECRET = "stripecli";
    private static final int MOST_INVITED = 1_000;
    private static final int RECONNECT_SECONDS = 300;

    private final String webSocketBase;
    private final Map<String, World> invited = Collections.synchronizedMap(new Invitations());
    private final Map<World, Set<ServerWebSocket>> listening = new ConcurrentHashMap<>();

    /// @param base where the sandbox itself is reached, `http://host:port`
    public Listeners(String base) {
        this.webSocketBase = base.replaceFirst("^http", "ws");
    }

    public List<Operation> operations() {
        return List.of(Operation.of("POST", "/v1/stripecli/sessions", "stripecli_session.create", this::invite));
    }

    private ObjectNode invite(Call call) {
        var id = Ids.random(32);
        invited.put(id, call.world());
        return Json.object()
                .put("object", "stripecli_session")
                .put("secret", secret(call.world()))
                .put("websocket_id", id)
                .put("websocket_url", webSocketBase + PATH)
                .put("websocket_authorized_feature", "webhooks")
                .put("reconnect_delay", RECONNECT_SECONDS)
                .put("default_version", Events.ACCOUNT_VERSION)
                .put("latest_version", Events.ACCOUNT_VERSION)
                .put("device_token", "sandbox")
                .put("display_connect_filter_warning", false);
    }

    // One for all listeners of a world, as long as the world lasts: what a developer has configured stays right.
    private static String secret(World world) {
        return world.find(SETTING, SECRET)
                .orElseGet(() -> freshSecret(world))
                .get("secret")
                .asText();
    }

    private static ObjectNode freshSecret(World world) {
        var setting = Json.object().put("id", SECRET).put("object", SETTING).put("secret", Ids.secret());
        world.put(setting);
        return setting;
    }

    /// Whether a connection may listen: its `Websocket-Id` is one that was given out.
    public boolean knows(String webSocketId) {
        return webSocketId != null && invited.containsKey(webSocketId);
    }

    /// Tells the connection every event from now on, until it closes.
    ///
    /// @param webSocketId one that `knows` answers for
    public void join(String webSocketId, ServerWebSocket socket) {
        var world = invited.get(webSocketId);
        var all = listening.computeIfAbsent(world, _ -> ConcurrentHashMap.newKeySet());
        all.add(socket);
        socket.closeHandler(_ -> all.remove(socket));
        // The program acknowledges and reports what its own target answered; nobody here needs to know.
        socket.textMessageHandler(_ -> {});
    }

    /// Tells every listener of that world; called while the event is made, sent when the world is at peace again.
    public void tell(World world, ObjectNode event) {
        var sockets = listening.getOrDefault(world, Set.of());
        if (!sockets.isEmpty()) {
            var secret = secret(world);
            world.after(() -> sockets.forEach(socket -> send(world, event, secret, socket)));
        }
    }

    // Twice, as Stripe does: the program keeps the account's version, or the latest where `--latest` asks for it.
    private static void send(World world, ObjectNode event, String secret, ServerWebSocket socket) {
        for (Optional<String> version : List.of(Optional.<String>empty(), Optional.of(Events.ACCOUNT_VERSION))) {
            var body = world.with(() -> Rendering.of(world, event.deepCopy(), endpoint(version)));
            socket.writeTextMessage(new String(Json.write(letter(event, version, body, secret)), UTF_8));
        }
    }

    private static ObjectNode endpoint(Optional<String> version) {
        return Json.object().put("api_version", version.orElse(null));
    }

    private static JsonNode letter(ObjectNode event, Optional<String> version, byte[] body, String secret) {
        var letter = Json.object()
                .put("type", "webhook_event")
                .put("event_payload", new String(body, UTF_8))
                .put("webhook_conversation_id", "wc_" + Ids.random(24))
                .put("webhook_id", event.get("id").asText());
        letter.set("endpoint", endpoint(version));
        var headers = letter.putObject("http_headers");
        Deliveries.HEADERS.forEach(headers::put);
        headers.put("Stripe-Signature", Signature.of(body, System.currentTimeMillis() / 1000, List.of(secret)));
        return letter;
    }

    /// Ids given out, the oldest forgotten.
    private static final class Invitations extends LinkedHashMap<String, World> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, World> eldest) {
            return size() > MOST_INVITED;
        }
    }
}
