package io.eventbatcher.sandbox.broker;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A listener beside the plain one, whose clients must say who they are.
 *
 * @param protocol SASL_PLAINTEXT, SASL_SSL or SSL
 * @param properties of the listener alone, without its prefix
 */
public record GuardedListener(String name, String protocol, int port, Map<String, String> properties) {
    public GuardedListener {
        properties = Map.copyOf(properties);
    }

    /** A listener on a free port. */
    public static GuardedListener of(String name, String protocol, Map<String, String> properties) {
        return new GuardedListener(name, protocol, LoopbackPorts.free(), properties);
    }

    /**
     * A listener for logins by SASL/PLAIN.
     *
     * @param passwords by user
     */
    static GuardedListener plain(Map<String, String> passwords) {
        String users = passwords.entrySet().stream()
                .map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + '"')
                .collect(Collectors.joining());
        return of(
                "LOGIN",
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required" + users + ';'));
    }

    String address() {
        return name + "://127.0.0.1:" + port;
    }

    String prefix() {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + '.';
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return address();
    }
}
