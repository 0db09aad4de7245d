package io.eventbatcher.sandbox.broker;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A listener whose clients log in by SASL/PLAIN, and may do what access control lists allow. Clients of the plain listener may do everything.
 *
 * @param passwords by user
 */
record Guard(int port, Map<String, String> passwords) {
    private static final String PROTOCOL = "SASL_PLAINTEXT";

    Guard {
        passwords = Map.copyOf(passwords);
    }

    String listener() {
        return PROTOCOL + "://127.0.0.1:" + port;
    }

    Map<String, String> asProperties() {
        String users = passwords.entrySet().stream()
                .map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + '"')
                .collect(Collectors.joining());
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT," + PROTOCOL + ':' + PROTOCOL,
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required" + users + ';',
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS");
    }

    /** Shows the users without their passwords. */
    @Override
    public String toString() {
        return "Guard[" + port + ", " + passwords.keySet() + "]";
    }
}
