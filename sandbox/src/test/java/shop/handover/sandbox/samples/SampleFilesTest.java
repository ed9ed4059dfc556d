package shop.handover.sandbox.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SampleFilesTest {

    @TempDir
    Path folder;

    @Test
    void the_files_are_those_of_the_catalog_whatever_the_machine_speaks() throws Exception {
        Locale spoken = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

            Map<String, String> sums = sums(SampleFiles.writeTo(folder));

            assertThat(sums)
                    .containsEntry(
                            "kubernetes-starter-stack-1.4.zip",
                            "193e349cab1340f4266dad17c76e868704d954793f9d31db7dc2b4aad5f98521")
                    .containsEntry(
                            "kubernetes-starter-stack-guide-1.4.pdf",
                            "df0b8a5142033008b25afb278b4b2c9b49f467a6417998c6163ee2ff490ebd7c")
                    .containsEntry(
                            "postfix-relay-handbook-3.2.pdf",
                            "cbcb0cd1abe86a70d90fc589f3344dda87085b5b4c4d037aa37295dffcdcfa22")
                    .containsEntry(
                            "postfix-relay-handbook-3.2.epub",
                            "07869c6a88b1e0efb5e6d0833b2fcc5e46a8e731c7484c39d9d2893e0092a0dd")
                    .containsEntry(
                            "community-supporter-card-1.0.pdf",
                            "2e3ca3d0477425c4f54943fe4a6ef4dd2eb896de126c59dbe8fcf9e0e02870b2")
                    .hasSize(5);
        } finally {
            Locale.setDefault(spoken);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void the_archive_opens_and_holds_what_its_readme_names() throws Exception {
        Path archive = SampleFiles.writeTo(folder).get("kubernetes-starter-stack-1.4.zip");

        try (var zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(Object::toString))
                    .contains(
                            "kubernetes-starter-stack-1.4/README.md",
                            "kubernetes-starter-stack-1.4/manifests/10-web.yaml")
                    .hasSize(31);
        }
        assertThat(Files.size(archive)).isGreaterThan(20_000_000);
    }

    private static Map<String, String> sums(Map<String, Path> files) throws Exception {
        Map<String, String> sums = new LinkedHashMap<>();
        for (var file : files.entrySet()) {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.getValue()));
            sums.put(file.getKey(), HexFormat.of().formatHex(digest));
        }
        return sums;
    }
}
