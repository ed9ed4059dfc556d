package shop.handover.sandbox.stripe.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import shop.handover.sandbox.stripe.call.Call;
import shop.handover.sandbox.stripe.call.Lists;
import shop.handover.sandbox.stripe.call.Operation;
import shop.handover.sandbox.stripe.wire.Params;
import shop.handover.sandbox.stripe.wire.StripeError;
import shop.handover.sandbox.stripe.world.Json;

/// What is sold. Longer than a screen: five calls of one resource.
///
/// @see <a href="https://docs.stripe.com/api/products">Stripe: products</a>
public final class Products {

    private static final String[] FIELDS = {
        "active",
        "description",
        "images",
        "marketing_features",
        "name",
        "package_dimensions",
        "shippable",
        "statement_descriptor",
        "tax_code",
        "tax_details",
        "unit_label",
        "url"
    };

    private Products() {}

    public static List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/v1/products", "product.create", Products::create),
                Operation.of("GET", "/v1/products", "product.list", Products::list),
                Operation.of("GET", "/v1/products/*", "product.retrieve", Products::named),
                Operation.of("POST", "/v1/products/*", "product.update", Products::update),
                Operation.of("DELETE", "/v1/products/*", "product.retrieve", Products::delete));
    }

    private static ObjectNode create(Call call) {
        var product = fresh(call, call.params());
        if (call.params().has("default_price_data")) {
            var price = Prices.from(
                    call,
                    call.params().part("default_price_data"),
                    product.get("id").asText());
            product.put("default_price", price.get("id").asText());
            call.world().put(price);
        }
        call.world().put(product);
        call.world().events().emit("product.created", product);
        call.world()
                .find("price", Json.text(product, "default_price"))
                .ifPresent(price -> call.world().events().emit("price.created", price));
        return product;
    }

    /// A product as parameters describe it, not yet kept.
    static ObjectNode fresh(Call call, Params params) {
        params.need("name");
        var product = call.fresh("product");
        params.text("id").ifPresent(id -> {
            if (call.world().knows("product", id)) {
                throw StripeError.invalid("resource_already_exists", "Product already exists.", "id");
            }
            product.put("id", id);
        });
        product.put("updated", call.world().clock().seconds());
        Changes.copy(params, product, FIELDS);
        Changes.metadata(params, product);
        return product;
    }

    private static ObjectNode list(Call call) {
        var ids = call.params().texts("ids");
        if (!ids.isEmpty()) {
            var data = Json.array();
            ids.forEach(id -> call.world().find("product", id).ifPresent(data::add));
            return Json.list(call.url(), data, false);
        }
        return Lists.of(call, "product", "active", "url", "shippable");
    }

    private static ObjectNode named(Call call) {
        return call.named("product", "product", "id");
    }

    private static ObjectNode update(Call call) {
        var product = named(call);
        var before = product.deepCopy();
        Changes.copy(call.params(), product, FIELDS);
        call.params().text("default_price").ifPresent(price -> {
            call.given("price", "price", price, "default_price");
            product.put("default_price", price);
        });
        Changes.metadata(call.params(), product);
        Changes.between(before, product).ifPresent(changed -> {
            changed.set("updated", before.get("updated"));
            product.put("updated", call.world().clock().seconds());
            call.world().put(product);
            call.world().events().emit("product.updated", product, Optional.of(changed));
        });
        return product;
    }

    private static ObjectNode delete(Call call) {
        var product = named(call);
        if (call.world().where("price", "product", call.id()).findAny().isPresent()) {
            throw StripeError.invalid("This product cannot be deleted because it has one or more user-created prices.");
        }
        call.world().delete("product", call.id());
        call.world().events().emit("product.deleted", product);
        return call.world().deleted("product", call.id()).orElseThrow();
    }
}
