package shop.handover.download.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What strangers send, generated: the same in every run.
public final class Corpus {

    private static final List<String> POSITIONS = List.of(
            "0",
            "1",
            "499",
            "999",
            "1000",
            "1001",
            "007",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "99999999999999999999999999999999999999");

    private Corpus() {}

    /// `Range` headers: good ones, and every way to write a bad one.
    public static Set<String> ranges() {
        var ranges = new LinkedHashSet<String>();
        for (var first : POSITIONS) {
            ranges.add("bytes=" + first + "-");
            ranges.add("bytes=-" + first);
            for (var last : POSITIONS) {
                ranges.add("bytes=" + first + "-" + last);
            }
        }
        for (var good : List.of("0-0", "10-19", "-5", "990-")) {
            for (var form : List.of(
                    "BYTES=%s",
                    "Bytes=%s",
                    "bytes=%s,",
                    "bytes=,%s",
                    "bytes=, ,%s ,",
                    "bytes= %s",
                    "bytes =%s",
                    "bytes:%s",
                    "bytes%s",
                    "bytes=%s-",
                    "bytes=-%s",
                    "bytes=--%s",
                    "bytes=+%s",
                    "bytes=%s;q=1",
                    "bytes=%s\t,\t",
                    "lines=%s",
                    "none",
                    "bytes",
                    "bytes=",
                    "=%s",
                    "bytes=a%s",
                    "bytes=%sx",
                    "bytes=0x%s",
                    "bytes=%s.0",
                    "bytes=%s,%s",
                    "bytes=%s,500-501",
                    "bytes=%s bytes=%s",
                    "bytes=\"%s\"",
                    "bytes=%%30%s",
                    "bytes=%s/1000",
                    "bytes=*/%s")) {
                ranges.add(form.replace("%%", "%").replace("%s", good));
            }
        }
        ranges.add("bytes=" + "0-,".repeat(1000));
        ranges.add("bytes=" + "0-0,".repeat(1000) + "0-");
        ranges.add("bytes=" + "9".repeat(5000) + "-");
        ranges.add("bytes=" + ",".repeat(5000) + "1-2");
        return ranges;
    }

    /// Spellings of ways out of a folder.
    public static Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        for (var dot : List.of(
                "..",
                "%2e%2e",
                "%2E.",
                ".%2e",
                "%252e%252e",
                "..%00",
                "%c0%ae%c0%ae",
                "%u002e%u002e",
                "....",
                "..;",
                "%ef%bc%8e%ef%bc%8e",
                "..%20")) {
            for (var slash : List.of("/", "%2f", "%5c", "\\", "%252f", "%c0%af", "//", "/./", "%ef%bc%8f")) {
                paths.add((dot + slash).repeat(3) + "etc" + slash + "passwd");
                paths.add(dot + slash + "catalog.yaml");
            }
        }
        paths.addAll(List.of(
                "",
                ".",
                "/",
                "/etc/passwd",
                "file:///etc/passwd",
                "v1/notes.txt",
                "%00",
                "notes.txt%00",
                "notes.txt%20",
                "NOTES.TXT",
                "notes.txt/",
                "./notes.txt",
                "%ff",
                "%",
                "%zz",
                "*",
                "..%2f..",
                "notes.txt%0d%0aX:%20y",
                "CON",
                "~root",
                "$HOME",
                "{a,b}",
                "%E2%80%AEtxt",
                "notes.txt%3bv=1",
                "notes.txt%3f",
                "notes.txt::$DATA",
                "a".repeat(3000)));
        return paths;
    }

    /// A token with some letters changed, left out, doubled or put in, but never the token itself.
    public static String edited(String token, Random random) {
        var edited = new StringBuilder(token);
        var letters = "ABCyz019-_.=+/%~ ";
        for (var i = 1 + random.nextInt(3); i > 0 && !edited.isEmpty(); i--) {
            var at = random.nextInt(edited.length());
            var letter = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(4)) {
                case 0 -> edited.setCharAt(at, letter);
                case 1 -> edited.deleteCharAt(at);
                case 2 -> edited.insert(at, letter);
                default -> edited.setLength(at);
            }
        }
        return edited.toString().equals(token) ? token + "A" : edited.toString();
    }
}
