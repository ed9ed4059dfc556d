package shop.handover.sandbox.stripe.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shop.handover.sandbox.stripe.wire.Form;

/// One call the API knows.
///
/// @param pattern the path's segments, `*` where an id stands
/// @param parameters the name under which its parameters are known, such as `price.create`
public record Operation(String method, List<String> pattern, String parameters, Function<Call, ObjectNode> answer) {

    public static Operation of(String method, String path, String parameters, Function<Call, ObjectNode> answer) {
        return new Operation(method, List.of(path.substring(1).split("/")), parameters, answer);
    }

    /// The ids in the path, where the path is this operation's.
    Optional<List<String>> match(List<String> segments) {
        if (segments.size() != pattern.size()) {
            return Optional.empty();
        }
        var ids = new ArrayList<String>(2);
        for (int i = 0; i < pattern.size(); i++) {
            if (pattern.get(i).equals("*")) {
                ids.add(Form.segment(segments.get(i)));
            } else if (!pattern.get(i).equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(ids);
    }
}
