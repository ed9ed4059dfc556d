package shop.handover.sandbox.house;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Just enough HTML to follow a link and to send a form.
final class Html {

    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("(?is)<(?:input|button)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)(?:=\"([^\"]*)\")?");

    /// A form as it was served.
    record Form(String action, Map<String, String> fields) {}

    private Html() {}

    /// The first form that holds a field of this name, with every field's value as served.
    static Form formWith(String field, String page) {
        for (Matcher form = FORM.matcher(page); form.find(); ) {
            Map<String, String> fields = fields(form.group(2));
            if (fields.containsKey(field)) {
                return new Form(attributes(form.group(1)).getOrDefault("action", ""), fields);
            }
        }
        throw new StationFailed("no form with a field " + field + " on the page");
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher field = FIELD.matcher(form); field.find(); ) {
            Map<String, String> attributes = attributes(field.group(1));
            String type = attributes.getOrDefault("type", "");
            boolean choice = type.equals("radio") || type.equals("checkbox");
            if (attributes.containsKey("name") && (!choice || attributes.containsKey("checked"))) {
                fields.putIfAbsent(attributes.get("name"), attributes.getOrDefault("value", ""));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Matcher attribute = ATTRIBUTE.matcher(tag); attribute.find(); ) {
            attributes.putIfAbsent(attribute.group(1), attribute.group(2) == null ? "" : unescaped(attribute.group(2)));
        }
        return attributes;
    }

    static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
