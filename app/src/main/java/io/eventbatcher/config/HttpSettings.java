package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Text;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import java.util.Optional;

/**
 * The port for health checks and metrics.
 *
 * @param port empty without a port; 0 for any free port
 * @param host the address to listen on
 */
public record HttpSettings(Optional<Integer> port, String host) {
    static final Section KEYS = new Section("http");

    private static final Key<Integer> PORT = KEYS.open("port", new Whole(0, 65_535, "port"), "none", """
        The port that serves /health/live, /health/ready, /metrics and /status; without a port nothing listens, because several
        instances may share a machine. 0 takes any free port, which the log names.
        """);
    private static final Key<String> HOST = KEYS.add(
            "host",
            Text.of("address", "\\S{1,253}", "write the name or the address of an interface of this machine"),
            "127.0.0.1",
            """
            The address that the port listens on. The port has no password and tells names of topics and routes: open it,
            with 0.0.0.0, only where a network policy or a container's port mapping limits who may ask.
            """);

    public HttpSettings {
        port.ifPresent(PORT::check);
        HOST.check(host);
    }

    HttpSettings(Values values) {
        this(values.find(PORT), values.get(HOST));
    }
}
