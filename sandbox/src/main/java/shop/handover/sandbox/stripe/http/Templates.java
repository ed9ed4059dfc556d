package shop.handover.sandbox.stripe.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The sandbox's pages as templates, and their words in two languages.
final class Templates {

    private static final String ROOT = "/shop/handover/sandbox/stripe/";
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    private static final Map<String, Map<String, Object>> WORDS = Map.of("en", words("en"), "de", words("de"));

    static {
        for (String name : List.of("head", "pay", "ended", "dashboard", "shown", "refused")) {
            ENGINE.putTemplate(name, ENGINE.parse(read(name + ".html"), Variant.forContentType(Variant.TEXT_HTML)));
        }
    }

    private Templates() {}

    static String render(String name, Map<String, Object> data) {
        var instance = ENGINE.getTemplate(name).instance();
        data.forEach(instance::data);
        return instance.render();
    }

    /// German where the locale begins with `de`, English elsewhere.
    static Map<String, Object> words(Locale locale) {
        return WORDS.get(locale.getLanguage().equals("de") ? "de" : "en");
    }

    private static Map<String, Object> words(String language) {
        try {
            var words = new HashMap<String, Object>();
            new ObjectMapper()
                    .readTree(read("pay." + language + ".json"))
                    .properties()
                    .forEach(w -> words.put(w.getKey(), w.getValue().asText()));
            return Map.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try (var in = Templates.class.getResourceAsStream(ROOT + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
