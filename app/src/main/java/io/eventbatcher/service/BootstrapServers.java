package io.eventbatcher.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** The addresses in {@code kafka.bootstrap-servers}, below Kafka's protocol. */
final class BootstrapServers {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private BootstrapServers() {}

    /** The first address that accepts a connection; empty if nobody listens, or a name has no address. */
    static Optional<String> listening(String servers) {
        return Stream.of(servers.split(",", -1))
                .map(String::strip)
                .filter(BootstrapServers::accepts)
                .findFirst();
    }

    private static boolean accepts(String server) {
        String host = Utils.getHost(server);
        Integer port = Utils.getPort(server);
        if (host == null || port == null) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException | IllegalArgumentException nobody) {
            return false;
        }
    }
}
