package shop.handover.download.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.handover.download.delivery.Shelf.Shelved;
import shop.handover.kit.catalog.ProductFile;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileAnswerTest {

    private static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String TAG = "\"" + DIGEST + "\"";
    private static final Shelved.OnDisk FILE = new Shelved.OnDisk(
            new ProductFile("book.pdf", "v1/book.pdf", "1", DIGEST, OptionalLong.empty()), Path.of("book.pdf"), 100);

    @Test
    void the_whole_file_says_what_it_is() {
        var answer = FileAnswer.of(asked().plain(), FILE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).isEqualTo(100);
        assertThat(answer.headers())
                .containsEntry("ETag", TAG)
                .containsEntry("Accept-Ranges", "bytes")
                .containsEntry("Content-Length", "100")
                .containsEntry("Content-Type", "application/pdf")
                .containsEntry("Cache-Control", "private, no-store")
                .containsEntry("Repr-Digest", "sha-256=:ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=:");
    }

    @Test
    void a_part_carries_the_digest_of_the_whole() {
        var whole = FileAnswer.of(asked().plain(), FILE);
        var part = FileAnswer.of(asked().range("bytes=10-19").plain(), FILE);

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.first()).isEqualTo(10);
        assertThat(part.length()).isEqualTo(10);
        assertThat(part.headers())
                .containsEntry("Content-Range", "bytes 10-19/100")
                .containsEntry("Content-Length", "10")
                .containsEntry("Repr-Digest", whole.headers().get("Repr-Digest"));
    }

    @Test
    void head_tells_the_same_and_sends_nothing() {
        var get = FileAnswer.of(asked().plain(), FILE);
        var head = FileAnswer.of(asked().head(), FILE);

        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.length()).isZero();
    }

    @Test
    void head_knows_no_ranges() {
        assertThat(FileAnswer.of(asked().range("bytes=0-1").head(), FILE).status())
                .isEqualTo(200);
    }

    @Test
    void a_range_beyond_the_end_is_told_the_size() {
        var answer = FileAnswer.of(asked().range("bytes=100-").plain(), FILE);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("Content-Range", "bytes */100");
        assertThat(answer.length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\"", "W/" + TAG, "Mon, 23 Nov 2026 14:02:00 GMT", "nonsense", ""})
    void a_resume_of_anything_else_begins_anew(String ifRange) {
        var answer = FileAnswer.of(asked().range("bytes=50-").ifRange(ifRange).plain(), FILE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).isEqualTo(100);
    }

    @Test
    void a_resume_of_the_same_file_goes_on() {
        var answer = FileAnswer.of(asked().range("bytes=50-").ifRange(TAG).plain(), FILE);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.first()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"0123456789ab, 206", "'', 206", "ba9876543210, 200"})
    void a_resume_by_the_link_of_an_older_version_begins_anew(String version, int status) {
        var answer = FileAnswer.of(asked().range("bytes=50-").version(version).plain(), FILE);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", TAG, "W/" + TAG, "\"a\", " + TAG + ", \"b\""})
    void what_the_client_has_is_not_sent_again(String ifNoneMatch) {
        var answer = FileAnswer.of(
                asked().range("bytes=0-1").ifNoneMatch(ifNoneMatch).plain(), FILE);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.headers()).containsEntry("ETag", TAG).doesNotContainKey("Content-Length");
    }

    @ParameterizedTest
    @CsvSource({"*, 200", "'\"another\"', 412", "'', 412"})
    void a_client_may_insist_on_a_version(String ifMatch, int status) {
        assertThat(FileAnswer.of(asked().ifMatch(ifMatch).plain(), FILE).status())
                .isEqualTo(status);
        assertThat(FileAnswer.of(asked().ifMatch(TAG).plain(), FILE).status()).isEqualTo(200);
        assertThat(FileAnswer.of(asked().ifMatch("W/" + TAG).plain(), FILE).status())
                .isEqualTo(412);
    }

    @Test
    void an_empty_file_is_a_whole_file() {
        var empty = new Shelved.OnDisk(FILE.file(), FILE.place(), 0);

        assertThat(FileAnswer.of(asked().plain(), empty).status()).isEqualTo(200);
        assertThat(FileAnswer.of(asked().range("bytes=0-").plain(), empty).status())
                .isEqualTo(416);
    }

    private static Asking asked() {
        return new Asking(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    private record Asking(
            Optional<String> range,
            Optional<String> ifRange,
            Optional<String> ifMatch,
            Optional<String> ifNoneMatch,
            String version) {

        Asking range(String header) {
            return new Asking(Optional.of(header), ifRange, ifMatch, ifNoneMatch, version);
        }

        Asking ifRange(String header) {
            return new Asking(range, Optional.of(header), ifMatch, ifNoneMatch, version);
        }

        Asking ifMatch(String header) {
            return new Asking(range, ifRange, Optional.of(header), ifNoneMatch, version);
        }

        Asking ifNoneMatch(String header) {
            return new Asking(range, ifRange, ifMatch, Optional.of(header), version);
        }

        Asking version(String digits) {
            return new Asking(range, ifRange, ifMatch, ifNoneMatch, digits);
        }

        FileAnswer.Asked plain() {
            return new FileAnswer.Asked(false, range, ifRange, ifMatch, ifNoneMatch, version);
        }

        FileAnswer.Asked head() {
            return new FileAnswer.Asked(true, range, ifRange, ifMatch, ifNoneMatch, version);
        }
    }
}
