package shop.handover.sandbox.machine;

import java.util.function.Supplier;

/// Remembers a text for the whole JVM. Static fields would not do: Quarkus loads test classes anew for every
/// application it starts, and each copy would start a server of its own.
public final class OncePerJvm {

    private OncePerJvm() {}

    /// The system property of this name, set from the supplier by the first who asks; others wait for him.
    public static String value(String key, Supplier<String> first) {
        // Equal interned strings are one object under every class loader.
        synchronized (key.intern()) {
            String known = System.getProperty(key);
            if (known != null) {
                return known;
            }
            String value = first.get();
            System.setProperty(key, value);
            return value;
        }
    }
}
