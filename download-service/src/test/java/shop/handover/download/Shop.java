package shop.handover.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import shop.handover.kit.link.DownloadTokens;
import shop.handover.kit.link.LinkKeys;
import shop.handover.kit.stripe.CheckoutId;

/// A shop with files of known bytes: `handbook` has three, one of them large; `card` has one.
public record Shop(Path catalog, Path files) {

    public static final String KEYS =
            "k2:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB,k1:" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    public static final String BOOK = "Grüße & \"Zitate\" – 日本.pdf";
    public static final String BIG = "big.bin";
    public static final String NOTES = "notes.txt";
    public static final String CARD = "card.pdf";

    private static final int BIG_SIZE = 24_000_000;

    static Shop open(Path folder) throws IOException {
        var files = Files.createDirectories(folder.resolve("files/v1"));
        write(files.resolve("book.pdf"), 100_003, 1);
        write(files.resolve("big.bin"), BIG_SIZE, 2);
        write(files.resolve("notes.txt"), 1000, 3);
        write(files.resolve("card.pdf"), 2000, 4);
        var catalog = folder.resolve("catalog.yaml");
        Files.writeString(catalog, """
                shop: {id: example, name: Example Shop, support: help@shop.example, owner: owner@shop.example}
                products:
                  - slug: handbook
                    aliases: [old-handbook]
                    name: The Handbook
                    prices: [{currency: EUR, amount: 2900}]
                    upsells: [card]
                    files:
                      - {name: 'Grüße & "Zitate" – 日本.pdf', path: v1/book.pdf, version: '1', sha256: %s}
                      - {name: big.bin, path: v1/big.bin, version: '1', sha256: %s}
                      - {name: notes.txt, path: v1/notes.txt, version: '1', sha256: %s}
                  - slug: card
                    name: The Card
                    prices: [{currency: EUR, amount: 1000}]
                    files: [{name: card.pdf, path: v1/card.pdf, version: '1', sha256: %s}]
                """.formatted(
                        sha256(files.resolve("book.pdf")),
                        sha256(files.resolve("big.bin")),
                        sha256(files.resolve("notes.txt")),
                        sha256(files.resolve("card.pdf"))));
        return new Shop(catalog, folder.resolve("files"));
    }

    public byte[] bytes(String path) {
        try {
            return Files.readAllBytes(files.resolve("v1").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String token(String checkout, String product) {
        return token(checkout, product, Instant.now(), Duration.ofHours(1));
    }

    public static String token(String checkout, String product, Instant from, Duration lifetime) {
        return new DownloadTokens(keys()).issue(new CheckoutId(checkout), product, from, lifetime);
    }

    public static LinkKeys keys() {
        return LinkKeys.parse(List.of(KEYS.split(",")));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) throws IOException {
        return sha256(Files.readAllBytes(file));
    }

    private static void write(Path file, int size, int seed) throws IOException {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        Files.write(file, bytes);
    }
}
