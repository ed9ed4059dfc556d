package shop.handover.sandbox.stripe.wire;

import com.google.gson.annotations.SerializedName;
import com.stripe.net.ApiRequestParams.EnumParam;
import com.stripe.param.*;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionListLineItemsParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.param.checkout.SessionUpdateParams;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads what Stripe's own Java library knows about each call's parameters, in the notation of
/// `parameters.json`: one letter for a plain value, `e:` for a choice, `?` where it may be unset.
/// Run it to write the file anew when the library moves.
final class ParametersOfStripeJava {

    private static final Map<String, Class<?>> OPERATIONS = operations();

    private ParametersOfStripeJava() {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), json(all(), 0) + "\n");
    }

    static Map<String, Object> all() {
        var all = new TreeMap<String, Object>();
        OPERATIONS.forEach((name, params) -> all.put(name, fields(params)));
        return all;
    }

    static String json(Object spec, int depth) {
        return switch (spec) {
            case Map<?, ?> map -> {
                var indent = depth < 2 ? "\n" + " ".repeat(depth + 1) : "";
                var parts = new ArrayList<String>();
                map.forEach((k, v) -> parts.add(indent + "\"" + k + "\": " + json(v, depth + 1)));
                yield "{" + String.join(depth < 2 ? "," : ", ", parts) + "}";
            }
            case List<?> list -> "[" + json(list.getFirst(), depth + 1) + "]";
            default -> "\"" + spec + "\"";
        };
    }

    private static Map<String, Object> fields(Class<?> params) {
        var fields = new TreeMap<String, Object>();
        for (Field field : params.getDeclaredFields()) {
            var name = field.getAnnotation(SerializedName.class);
            if (name != null && !name.value().equals("_stripe_java_extra_param_key")) {
                fields.put(name.value(), type(field.getGenericType(), params, field.getName()));
            }
        }
        return fields;
    }

    private static Object type(Type type, Class<?> owner, String field) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return List.of(type(arguments[0], owner, field));
            }
            var value = type(arguments[1], owner, field);
            return value.equals("s") || value.equals("s?") ? "m" : Map.of("*", value);
        }
        var plain = (Class<?>) type;
        if (plain == Object.class || plain == EnumParam.class) {
            return union(owner, field);
        }
        if (plain == String.class) {
            return "s";
        }
        if (plain == Long.class || plain == Integer.class) {
            return "i";
        }
        if (plain == Boolean.class) {
            return "b";
        }
        if (plain == BigDecimal.class) {
            return "d";
        }
        if (EnumParam.class.isAssignableFrom(plain)) {
            return "e:"
                    + String.join(
                            "|",
                            Arrays.stream(plain.getEnumConstants())
                                    .map(c -> ((EnumParam) c).getValue())
                                    .toList());
        }
        return fields(plain);
    }

    // A field of several types shows them in its builder's setters; the empty string is one of them.
    private static Object union(Class<?> owner, String field) {
        Class<?> builder = Arrays.stream(owner.getDeclaredClasses())
                .filter(c -> c.getSimpleName().equals("Builder"))
                .findFirst()
                .orElseThrow();
        var setter = "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        var nullable = false;
        var alternatives = new ArrayList<Object>();
        for (Method method : builder.getDeclaredMethods()) {
            if (method.getName().equals(setter) && method.getParameterCount() == 1) {
                var parameter = method.getGenericParameterTypes()[0];
                if (parameter instanceof Class<?> c && c.getSimpleName().equals("EmptyParam")) {
                    nullable = true;
                } else {
                    alternatives.add(type(parameter, owner, field));
                }
            }
        }
        return merge(alternatives, nullable);
    }

    private static Object merge(List<Object> alternatives, boolean nullable) {
        var merged = new TreeMap<String, Object>();
        for (Object alternative : alternatives) {
            switch (alternative) {
                case Map<?, ?> map -> map.forEach((k, v) -> merged.put((String) k, v));
                case List<?> list -> merged.put("[]", list.getFirst());
                default -> merged.merge("=", alternative, (one, other) -> "s");
            }
        }
        if (nullable) {
            merged.put("?", "s");
        }
        if (merged.containsKey("=") && merged.size() == (nullable ? 2 : 1)) {
            return merged.get("=") + (nullable ? "?" : "");
        }
        return merged;
    }

    private static Map<String, Class<?>> operations() {
        var all = new LinkedHashMap<String, Class<?>>();
        all.put("product.create", ProductCreateParams.class);
        all.put("product.update", ProductUpdateParams.class);
        all.put("product.list", ProductListParams.class);
        all.put("product.retrieve", ProductRetrieveParams.class);
        all.put("price.create", PriceCreateParams.class);
        all.put("price.update", PriceUpdateParams.class);
        all.put("price.list", PriceListParams.class);
        all.put("price.retrieve", PriceRetrieveParams.class);
        all.put("coupon.create", CouponCreateParams.class);
        all.put("coupon.update", CouponUpdateParams.class);
        all.put("coupon.list", CouponListParams.class);
        all.put("coupon.retrieve", CouponRetrieveParams.class);
        all.put("promotion_code.create", PromotionCodeCreateParams.class);
        all.put("promotion_code.update", PromotionCodeUpdateParams.class);
        all.put("promotion_code.list", PromotionCodeListParams.class);
        all.put("promotion_code.retrieve", PromotionCodeRetrieveParams.class);
        all.put("customer.create", CustomerCreateParams.class);
        all.put("customer.update", CustomerUpdateParams.class);
        all.put("customer.list", CustomerListParams.class);
        all.put("customer.retrieve", CustomerRetrieveParams.class);
        all.put("payment_method.create", PaymentMethodCreateParams.class);
        all.put("payment_method.update", PaymentMethodUpdateParams.class);
        all.put("payment_method.list", PaymentMethodListParams.class);
        all.put("payment_method.of_customer", CustomerListPaymentMethodsParams.class);
        all.put("payment_method.retrieve", PaymentMethodRetrieveParams.class);
        all.put("payment_method.attach", PaymentMethodAttachParams.class);
        all.put("payment_method.detach", PaymentMethodDetachParams.class);
        all.put("payment_intent.create", PaymentIntentCreateParams.class);
        all.put("payment_intent.update", PaymentIntentUpdateParams.class);
        all.put("payment_intent.list", PaymentIntentListParams.class);
        all.put("payment_intent.retrieve", PaymentIntentRetrieveParams.class);
        all.put("payment_intent.confirm", PaymentIntentConfirmParams.class);
        all.put("payment_intent.cancel", PaymentIntentCancelParams.class);
        all.put("payment_intent.capture", PaymentIntentCaptureParams.class);
        all.put("charge.list", ChargeListParams.class);
        all.put("charge.retrieve", ChargeRetrieveParams.class);
        all.put("charge.update", ChargeUpdateParams.class);
        all.put("balance_transaction.list", BalanceTransactionListParams.class);
        all.put("balance_transaction.retrieve", BalanceTransactionRetrieveParams.class);
        all.put("refund.create", RefundCreateParams.class);
        all.put("refund.update", RefundUpdateParams.class);
        all.put("refund.list", RefundListParams.class);
        all.put("refund.retrieve", RefundRetrieveParams.class);
        all.put("refund.cancel", RefundCancelParams.class);
        all.put("dispute.list", DisputeListParams.class);
        all.put("dispute.retrieve", DisputeRetrieveParams.class);
        all.put("dispute.update", DisputeUpdateParams.class);
        all.put("dispute.close", DisputeCloseParams.class);
        all.put("checkout_session.create", SessionCreateParams.class);
        all.put("checkout_session.update", SessionUpdateParams.class);
        all.put("checkout_session.list", SessionListParams.class);
        all.put("checkout_session.retrieve", SessionRetrieveParams.class);
        all.put("checkout_session.expire", SessionExpireParams.class);
        all.put("checkout_session.line_items", SessionListLineItemsParams.class);
        all.put("event.list", EventListParams.class);
        all.put("event.retrieve", EventRetrieveParams.class);
        all.put("webhook_endpoint.create", WebhookEndpointCreateParams.class);
        all.put("webhook_endpoint.update", WebhookEndpointUpdateParams.class);
        all.put("webhook_endpoint.list", WebhookEndpointListParams.class);
        all.put("webhook_endpoint.retrieve", WebhookEndpointRetrieveParams.class);
        return all;
    }
}
