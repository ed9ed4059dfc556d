package shop.handover.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A page on a site of the seller's own, with a Buy button of ours: another origin than the house.
final class SellersPage implements AutoCloseable {

    private final HttpServer server;
    private volatile String page = "";

    SellersPage() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var bytes = page.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /// What a browser calls this site.
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// The page with a button by script, and a form for browsers without.
    void sells(String house, String product) {
        page = """
                <!doctype html><html lang="en"><title>My book</title>
                <script src="%1$s/buy.js" defer></script>
                <button data-handover-product="%2$s" data-currency="usd" data-email="reader@example.com">Buy</button>
                <form method="post" action="%1$s/api/stripe/create-checkout">
                <input type="hidden" name="productSlug" value="%2$s"><button>Buy without a script</button></form>
                """.formatted(house, product);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
