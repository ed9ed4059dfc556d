package shop.handover.download.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.handover.download.DownloadConfig;
import shop.handover.download.Shop;
import shop.handover.download.delivery.Shelf.Shelved;
import shop.handover.kit.catalog.Catalog;
import shop.handover.kit.catalog.CatalogFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BucketShelfTest {

    private static final String NAME = "attachment; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt";

    @TempDir
    static Path folder;

    static S3Server s3;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void fill() throws IOException {
        s3 = S3Server.start(Files.createDirectory(folder.resolve("s3")));
        Files.writeString(
                Files.createDirectories(s3.bucket("files").resolve("shop")).resolve("a b.txt"), "first");
        Files.writeString(s3.bucket("files").resolve("shop/b.txt"), "second");
    }

    @AfterAll
    static void close() {
        s3.close();
    }

    @Test
    void a_link_fetches_the_file_under_its_name_in_ranges_too() throws Exception {
        var link = link(shelf(s3.url()), "a b.txt", "first");

        var whole = get(link);
        var part = get(link, "Range", "bytes=1-3");

        assertThat(whole.body()).isEqualTo("first");
        assertThat(whole.headers().firstValue("Content-Disposition")).hasValue(NAME);
        assertThat(whole.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("irs");
        assertThat(get(link, "Range", "bytes=5-").statusCode()).isEqualTo(416);
    }

    @Test
    void a_changed_link_and_another_file_are_refused_by_the_bucket() throws Exception {
        var link = link(shelf(s3.url()), "a b.txt", "first").toString();

        assertThat(get(URI.create(link.replace("a%20b.txt", "b.txt"))).statusCode())
                .isEqualTo(403);
        assertThat(get(URI.create(link.replace("X-Amz-Expires=300", "X-Amz-Expires=9300")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_link_is_good_for_as_long_as_a_slow_line_needs() throws Exception {
        assertThat(link(shelf(s3.url(), 100_000), "b.txt", "second").getQuery()).contains("X-Amz-Expires=300");
        // Six bytes at one byte a second.
        assertThat(link(shelf(s3.url(), 1), "b.txt", "second").getQuery()).contains("X-Amz-Expires=306");
    }

    @Test
    void every_fault_is_named() throws Exception {
        var faults = shelf(s3.url()).look(catalog("missing.txt", "x", "b.txt", "another"));

        assertThat(faults)
                .containsExactly(
                        "missing.txt is not there",
                        "b.txt has sha256 " + sha256("second") + ", the catalog says " + sha256("another"));
    }

    @Test
    void a_bucket_that_does_not_answer_is_a_fault_of_each_file() throws Exception {
        var faults = shelf(URI.create("http://127.0.0.1:1")).look(catalog("a b.txt", "first", "b.txt", "second"));

        assertThat(faults).hasSize(2).allSatisfy(fault -> assertThat(fault).contains(".txt cannot be read"));
    }

    // S3Proxy keeps no checksums; AWS answers like this.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    @Test
    void where_the_bucket_has_checked_the_digest_itself_nothing_is_read() throws Exception {
        var reads = new AtomicInteger();
        var aws = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        aws.createContext("/", exchange -> {
            reads.addAndGet(exchange.getRequestMethod().equals("GET") ? 1 : 0);
            var headers = exchange.getResponseHeaders();
            headers.add("Content-Length", "5");
            headers.add("x-amz-version-id", "v7");
            if ("ENABLED".equals(exchange.getRequestHeaders().getFirst("x-amz-checksum-mode"))) {
                headers.add(
                        "x-amz-checksum-sha256",
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256("first"))));
                headers.add("x-amz-checksum-type", "FULL_OBJECT");
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        aws.start();
        try {
            var link =
                    link(shelf(URI.create("http://127.0.0.1:" + aws.getAddress().getPort())), "a.txt", "first");

            assertThat(reads).hasValue(0);
            assertThat(link.getQuery()).contains("versionId=v7");
        } finally {
            aws.stop(0);
        }
    }

    private static URI link(BucketShelf shelf, String path, String content) throws IOException {
        var catalog = catalog(path, content, path, content);
        assertThat(shelf.look(catalog)).isEmpty();
        var file = catalog.products().getFirst().files().getFirst();
        var found = (Shelved.Elsewhere) shelf.find(file).orElseThrow();
        return found.address().of("text/plain", NAME).await().atMost(Duration.ofSeconds(20));
    }

    private static BucketShelf shelf(URI endpoint) {
        return shelf(endpoint, 100_000);
    }

    private static BucketShelf shelf(URI endpoint, long slowest) {
        return BucketShelf.of(new Settings(endpoint, slowest));
    }

    private record Settings(URI url, long slowestBytesPerSecond) implements DownloadConfig.BucketConfig {

        @Override
        public Optional<String> name() {
            return Optional.of("files");
        }

        @Override
        public Optional<String> prefix() {
            return Optional.of("shop/");
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(url);
        }

        @Override
        public boolean pathStyle() {
            return true;
        }

        @Override
        public Optional<String> accessKeyId() {
            return Optional.of(S3Server.KEY_ID);
        }

        @Override
        public Optional<String> secretAccessKey() {
            return Optional.of(S3Server.SECRET);
        }
    }

    private static Catalog catalog(String one, String content, String other, String otherContent) throws IOException {
        var files = List.of(one, other).stream().distinct().count() == 1
                ? line("one.txt", one, content)
                : line("one.txt", one, content) + line("other.txt", other, otherContent);
        var path = Files.writeString(Files.createTempFile(folder, "catalog", ".yaml"), """
                shop: {id: example, name: Example, support: a@shop.example, owner: b@shop.example}
                products:
                  - slug: thing
                    name: Thing
                    prices: [{currency: EUR, amount: 1000}]
                    files:
                """ + files);
        return CatalogFile.open(path).current();
    }

    private static String line(String name, String path, String content) {
        return "      - {name: %s, path: '%s', version: '1', sha256: %s}\n".formatted(name, path, sha256(content));
    }

    private HttpResponse<String> get(URI link, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(link);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String sha256(String text) {
        return Shop.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
