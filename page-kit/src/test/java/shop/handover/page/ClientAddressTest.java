package shop.handover.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientAddressTest {

    private final ClientAddress clients = new ClientAddress(List.of("10.0.0.0/8", "::1"));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, , 203.0.113.7",
        "203.0.113.7, 198.51.100.1, 203.0.113.7",
        "10.1.2.3, 198.51.100.1, 198.51.100.1",
        "10.1.2.3, '1.1.1.1, 198.51.100.1', 198.51.100.1",
        "10.1.2.3, '198.51.100.1, 10.9.9.9', 198.51.100.1",
        "10.1.2.3, 'nonsense', 10.1.2.3",
        "10.1.2.3, '198.51.100.1, nonsense', 10.1.2.3",
        "::1, 198.51.100.1, 198.51.100.1"
    })
    void only_our_proxies_are_believed_and_only_as_far_as_they_go(String remote, String forwarded, String counted) {
        assertThat(clients.counted(remote, forwarded)).isEqualTo(counted);
    }

    @Test
    void a_header_with_endless_hops_is_not_read() {
        assertThat(clients.counted("10.1.2.3", "198.51.100.1,".repeat(500) + "198.51.100.2"))
                .isEqualTo("10.1.2.3");
    }

    @Test
    void all_addresses_of_an_ipv6_customer_are_one_client() {
        assertThat(clients.counted("2001:db8:1:2::1", null))
                .isEqualTo(clients.counted("2001:db8:1:2:ffff::9", null))
                .isNotEqualTo(clients.counted("2001:db8:1:3::1", null));
    }

    @Test
    void the_network_around_a_client_is_a_24_or_a_48_however_it_is_spelt() {
        assertThat(Network.neighbourhoodOf("203.0.113.7"))
                .isEqualTo(Network.neighbourhoodOf("203.0.113.250"))
                .isEqualTo(Network.neighbourhoodOf("::ffff:203.0.113.9"))
                .isNotEqualTo(Network.neighbourhoodOf("203.0.114.7"));
        assertThat(Network.neighbourhoodOf("2001:db8:1:2::1"))
                .isEqualTo(Network.neighbourhoodOf("2001:0DB8:0001:ffff::9"))
                .isNotEqualTo(Network.neighbourhoodOf("2001:db8:2::1"));
        assertThat(Network.neighbourhoodOf("nonsense")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "300.1.1.1"})
    void a_proxy_that_is_no_address_stops_the_service(String proxy) {
        assertThatThrownBy(() -> new ClientAddress(List.of(proxy))).hasMessageContaining("TRUSTED_PROXIES");
    }
}
