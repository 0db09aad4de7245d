package io.eventbatcher.sandbox.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Access control lists for the clients of further listeners. Clients of the plain listener may do everything. */
record Guard(List<GuardedListener> listeners) {
    Guard {
        listeners = List.copyOf(listeners);
    }

    String addresses() {
        return listeners.stream().map(GuardedListener::address).collect(Collectors.joining(","));
    }

    GuardedListener listener(String name) {
        return listeners.stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Map<String, String> asProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,"
                        + listeners.stream()
                                .map(listener -> listener.name() + ':' + listener.protocol())
                                .collect(Collectors.joining(",")));
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        listeners.forEach(listener ->
                listener.properties().forEach((name, value) -> properties.put(listener.prefix() + name, value)));
        return properties;
    }
}
