package shop.handover.download.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import shop.handover.download.Shop;
import shop.handover.download.StripeDouble;

/// The whole service before a bucket.
@QuarkusTest
@WithTestResource(BucketHouse.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BucketTest {

    StripeDouble stripe;
    Shop shop;

    @TestHTTPResource
    URI url;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();
    private final HttpClient unfollowing = HttpClient.newHttpClient();

    @Test
    void who_has_paid_is_sent_to_the_bucket_and_gets_the_bytes_under_their_name() throws Exception {
        var link = link(stripe.paid("handbook"), Shop.BOOK, "");

        var redirect = unfollowing.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
        var file = client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(redirect.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(file.body()).isEqualTo(shop.bytes("book.pdf"));
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''Gr%C3%BC%C3%9Fe");
    }

    @Test
    void a_resume_goes_on_through_our_own_link() throws Exception {
        var link = link(stripe.paid("handbook"), Shop.BIG, "");

        var rest = client.send(
                HttpRequest.newBuilder(link).header("Range", "bytes=20000000-").build(), BodyHandlers.ofByteArray());

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).hasSize(4_000_000);
    }

    @Test
    void a_stretch_of_another_version_is_not_asked_of_the_bucket() throws Exception {
        var link = link(stripe.paid("handbook"), Shop.BIG, "&v=000000000000");

        var rest = get(link, "Range", "bytes=20000000-");

        assertThat(rest.statusCode()).isEqualTo(412);
        assertThat(get(link, "Accept", "*/*").statusCode()).isEqualTo(302);
    }

    @Test
    void who_has_not_paid_is_sent_nowhere_and_head_is_answered_here() throws Exception {
        assertThat(get(link(stripe.refunded("handbook"), Shop.NOTES, ""), "Accept", "*/*")
                        .statusCode())
                .isEqualTo(403);

        var head = unfollowing.send(
                HttpRequest.newBuilder(link(stripe.paid("handbook"), Shop.NOTES, ""))
                        .HEAD()
                        .build(),
                BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue("1000");
    }

    private HttpResponse<String> get(URI link, String... headers) throws IOException, InterruptedException {
        return unfollowing.send(HttpRequest.newBuilder(link).headers(headers).build(), BodyHandlers.ofString());
    }

    private URI link(String checkout, String file, String more) {
        return url.resolve("/api/download?token=" + Shop.token(checkout, "handbook") + "&file="
                + URLEncoder.encode(file, StandardCharsets.UTF_8) + more);
    }
}
