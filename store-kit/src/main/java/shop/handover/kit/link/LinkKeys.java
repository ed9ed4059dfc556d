package shop.handover.kit.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys that sign our links. The first signs; all of them verify, so that a new key is put in front and the old one
/// taken away once its last link has expired.
public final class LinkKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;

    /// What a signature is for. A signature made for one purpose is worthless for another.
    public enum Purpose {
        /// Download links.
        DOWNLOAD,
        /// The `r` of the success page.
        RETURN,
        /// The cookie that stands for a session id once it has left the address bar.
        HANDLE,
        /// Session metadata.
        SEAL,
        /// Nonces derived from a client's idempotency key.
        NONCE,
        /// Keyed hashes of what must not stand in clear: addresses, networks.
        PSEUDONYM
    }

    private final Map<String, Map<Purpose, SecretKeySpec>> keys = new LinkedHashMap<>();
    private final String signing;

    private LinkKeys(Map<String, byte[]> secrets) {
        secrets.forEach((kid, secret) -> keys.put(kid, derived(secret)));
        this.signing = keys.keySet().iterator().next();
    }

    /// Reads `LINK_KEYS`: entries `kid:base64url`, the signing one first.
    ///
    /// @throws IllegalArgumentException that names the faulty entry by its place, never by its value
    public static LinkKeys parse(List<String> entries) {
        var secrets = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i).strip().split(":", 2);
            if (entry.length != 2 || !entry[0].matches("[A-Za-z0-9]{1,16}")) {
                throw new IllegalArgumentException("LINK_KEYS entry " + (i + 1) + " must be kid:base64url");
            }
            var secret = decoded(entry[1], i);
            if (secret.length < LEAST_BYTES || secrets.put(entry[0], secret) != null) {
                throw new IllegalArgumentException(
                        "LINK_KEYS entry " + (i + 1) + " must have at least 32 bytes and a kid of its own");
            }
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("LINK_KEYS must hold at least one key");
        }
        return new LinkKeys(secrets);
    }

    /// The id of the key that signs now.
    public String signing() {
        return signing;
    }

    /// Ids of all keys that verify, the signing one first.
    public Collection<String> verifying() {
        return List.copyOf(new ArrayList<>(keys.keySet()));
    }

    /// Signs a text with the named key; empty where there is no such key.
    public Optional<byte[]> mac(Purpose purpose, String kid, String text) {
        return Optional.ofNullable(keys.get(kid)).map(key -> hmac(key.get(purpose), text.getBytes(UTF_8)));
    }

    /// Signs a text with the key that signs now.
    public byte[] mac(Purpose purpose, String text) {
        return mac(purpose, signing, text).orElseThrow();
    }

    private static Map<Purpose, SecretKeySpec> derived(byte[] secret) {
        var root = new SecretKeySpec(secret, ALGORITHM);
        var keys = new EnumMap<Purpose, SecretKeySpec>(Purpose.class);
        for (var purpose : Purpose.values()) {
            keys.put(purpose, new SecretKeySpec(hmac(root, ("handover " + purpose).getBytes(US_ASCII)), ALGORITHM));
        }
        return keys;
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] decoded(String secret, int index) {
        try {
            return Base64.getUrlDecoder().decode(secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("LINK_KEYS entry " + (index + 1) + " is not base64url");
        }
    }
}
