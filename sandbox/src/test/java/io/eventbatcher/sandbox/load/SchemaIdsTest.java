package io.eventbatcher.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.eventbatcher.route.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SchemaIdsTest {
    @Test
    void shouldAskASlowRegistryAgain() throws Exception {
        // Given: a registry that loses the first two requests
        AtomicInteger requests = new AtomicInteger();
        HttpServer registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/", exchange -> {
            if (requests.incrementAndGet() > 2) {
                byte[] answer = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        registry.start();

        // When
        Map<Route, Integer> ids;
        try {
            ids = SchemaIds.register(
                    "http://127.0.0.1:" + registry.getAddress().getPort(), Map.of(Route.BEHAVIORAL, "a-topic"));
        } finally {
            registry.stop(0);
        }

        // Then
        assertThat(ids).containsExactly(Map.entry(Route.BEHAVIORAL, 7));
        assertThat(requests).hasValue(3);
    }
}
