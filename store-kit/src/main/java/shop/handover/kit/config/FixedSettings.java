package shop.handover.kit.config;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// A source of settings that are worked out once, when the process starts, and do not change.
abstract class FixedSettings implements ConfigSource {

    private final String name;
    private final int ordinal;
    private final Map<String, String> values;

    FixedSettings(String name, int ordinal, Map<String, String> values) {
        this.name = name;
        this.ordinal = ordinal;
        this.values = Map.copyOf(values);
    }

    @Override
    public final Map<String, String> getProperties() {
        return values;
    }

    @Override
    public final Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public final String getValue(String key) {
        return values.get(key);
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final int getOrdinal() {
        return ordinal;
    }
}
