package shop.handover.deploy.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// What every resource has.
public record Metadata(
        @JsonProperty(required = true) String name,
        String namespace,
        Map<String, Text> labels,
        Map<String, Text> annotations) {}
