package io.sluice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.HttpEndpoint;
import io.sluice.catalog.Limits;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {

    @Test
    void goesToTheEndpointAsDeclared() {
        var options = target("https://erp.example.org/api/customers?unit=7")
                .of(Map.of())
                .orElseThrow();

        assertThat(options.getHost()).isEqualTo("erp.example.org");
        assertThat(options.getPort()).isEqualTo(443);
        assertThat(options.isSsl()).isTrue();
        assertThat(options.getURI()).isEqualTo("/api/customers?unit=7");
        assertThat(options.getMethod().name()).isEqualTo("POST");
    }

    @Test
    void takesMethodAndPathFromTheDelivery() {
        var options = target("http://erp:8090/api/")
                .of(Map.of(DeliveryMeta.METHOD, "PUT", DeliveryMeta.PATH, "/customers/c%20d"))
                .orElseThrow();

        assertThat(options.getURI()).isEqualTo("/api/customers/c%20d");
        assertThat(options.getPort()).isEqualTo(8090);
        assertThat(options.getMethod().name()).isEqualTo("PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers",
                "//evil.example.org",
                "/../admin",
                "/a/..",
                "/a/./b",
                "/a b",
                "/a\r\nX: y",
                "/%zz",
                "/a#b"
            })
    void refusesAPathThatCouldLeaveTheEndpoint(String path) {
        assertThat(target("http://erp/api").of(Map.of(DeliveryMeta.PATH, path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "PO ST", "", "GET /admin HTTP/1.1\r\n"})
    void refusesAMethodThatIsNone(String method) {
        assertThat(target("http://erp/api").of(Map.of(DeliveryMeta.METHOD, method)))
                .isEmpty();
    }

    @Test
    void asksAboutADeliveryByItsKey() {
        UUID key = UUID.randomUUID();

        assertThat(target("http://erp/api").statusOf(key).getURI()).isEqualTo("/status/" + key);
    }

    private static HttpTarget target(String url) {
        return new HttpTarget(new HttpEndpoint(
                "customers",
                "erp",
                URI.create(url),
                "POST",
                Map.of(),
                Optional.empty(),
                false,
                Optional.of("http://erp/status/{key}"),
                Duration.ofSeconds(5),
                Optional.empty(),
                Limits.NONE,
                Optional.empty()));
    }
}
