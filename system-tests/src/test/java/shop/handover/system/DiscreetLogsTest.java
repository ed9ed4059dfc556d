package shop.handover.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request that cannot be read leaves in the logs: that it came, and never the link it carried.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiscreetLogsTest {

    private static final String CANARY = "CANARYinTheQuery";
    private static final List<String> TARGETS = List.of(
            "/api/download?token=v1.local." + CANARY + ".mac",
            "/store/success?session_id=cs_test_" + CANARY + "&r=x.y");
    private static final List<String> ODD = List.of(
            "%s HTTP/1.1\r\nHost: a b",
            "%s HTTP/1.1\r\nHost: [::1",
            "%s HTTP/1.1\r\nHost: user@host",
            "%s HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: a b\r\nX-Forwarded-Proto: ://",
            "%s HTTP/1.1",
            "%s&%%zz HTTP/1.1\r\nHost: x",
            "%s{}|^ HTTP/1.1\r\nHost: x",
            "%s HTTP/9.9\r\nHost: x",
            "http://[bad%s HTTP/1.1\r\nHost: x",
            "http://ex ample%s HTTP/1.1\r\nHost: x",
            "/%s HTTP/1.1\r\nHost: x",
            "%s HTTP/1.1\r\nHost: x\r\nno header",
            "%s HTTP/1.1\r\nHost: x\r\nContent-Length: a",
            "%s HTTP/1.1\r\nHost: x\r\nContent-Type: \u00ff/\u00ff; charset=none",
            "%s HTTP/1.1\r\nHost: x\r\nCookie: " + "c".repeat(20_000),
            "%s&long=" + "l".repeat(20_000) + " HTTP/1.1\r\nHost: x");

    @ParameterizedTest
    @ValueSource(strings = {"download", "checkout", "webhook", "fulfillment"})
    void a_request_that_cannot_be_read_leaves_no_link_in_a_log(String service) throws IOException {
        var house = House.shared();

        for (var target : TARGETS) {
            for (var odd : ODD) {
                assertThat(answerTo(house.port(service), odd.formatted(target)))
                        .as(odd)
                        .isNotEqualTo("500");
                answerTo(house.port("gateway"), odd.formatted(target));
            }
        }

        assertThat(house.log(service)).as("the odd requests were heard").contains("HTTP Request to");
        assertThat(house.log(service) + house.log("gateway")).doesNotContain(CANARY);
    }

    private static String answerTo(int port, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET " + request + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return answer.isEmpty() ? "" : answer.substring(9, 12);
        } catch (IOException closed) {
            return "";
        }
    }
}
