package shop.handover.sandbox.stripe.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Checked parameters, or one nested part of them. A parameter that was given empty to unset it is present and null.
///
/// @param values what was given, typed
/// @param at where this part stands, in bracket notation; empty for the whole
public record Params(Map<String, Object> values, String at) {

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /// Whether the caller asks to clear the value.
    public boolean unsets(String name) {
        return values.containsKey(name) && values.get(name) == null;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    public Optional<Long> number(String name) {
        return Optional.ofNullable((Long) values.get(name));
    }

    public Optional<BigDecimal> decimal(String name) {
        return Optional.ofNullable((BigDecimal) values.get(name));
    }

    public boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /// The nested part, empty where it was not given.
    @SuppressWarnings("unchecked")
    public Params part(String name) {
        return values.get(name) instanceof Map<?, ?> map
                ? new Params((Map<String, Object>) map, path(name))
                : new Params(Map.of(), path(name));
    }

    @SuppressWarnings("unchecked")
    public List<Object> list(String name) {
        return values.get(name) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    /// The elements of an array of objects, each knowing its place.
    @SuppressWarnings("unchecked")
    public Stream<Params> parts(String name) {
        var list = list(name);
        return IntStream.range(0, list.size())
                .mapToObj(i -> new Params((Map<String, Object>) list.get(i), path(name) + "[" + i + "]"));
    }

    /// The parameter's place in bracket notation, for an error's `param`.
    public String path(String name) {
        return at.isEmpty() ? name : at + "[" + name + "]";
    }

    /// The text, or Stripe's refusal of its absence.
    public String need(String name) {
        return text(name).orElseThrow(() -> StripeError.missing(path(name)));
    }

    /// The number, or Stripe's refusal of its absence.
    public long needNumber(String name) {
        return number(name).orElseThrow(() -> StripeError.missing(path(name)));
    }
}
