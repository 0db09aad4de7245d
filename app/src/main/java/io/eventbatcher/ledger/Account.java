package io.eventbatcher.ledger;

import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;

/**
 * The subject of a tally, and the key of a ledger record: {@code <stage>/<name>/<number>}.
 *
 * @param stage the stage that counts
 * @param name the source topic for ingest (for replays the topic and the route's label), the route's label for all later stages
 * @param number the partition for ingest, the lane for all later stages
 */
public record Account(Stage stage, String name, int number) {
    private static final char ROUTE_FOLLOWS = ':';

    /** The stages of the flow that count events. */
    public enum Stage {
        /** In: records consumed from a source partition. Out: events handed to dedupe. */
        INGEST("ingest"),
        /** In: events that reached a lane. Out: events in closed batches. The difference waits in the buffer. */
        BATCHING("batching"),
        /** In: events of settled batches. Out: delivered. */
        DELIVERY("delivery");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The name of ingest's account for the replays of a route, so that each route can be balanced alone. No topic has a colon. */
    public static String nameOfReplays(String topic, Route route) {
        return topic + ROUTE_FOLLOWS + route.label();
    }

    /** True if the account has the given name: a route's label, or a topic, for any route. */
    public boolean isOf(String wanted) {
        return name.equals(wanted) || name.startsWith(wanted + ROUTE_FOLLOWS);
    }

    /** {@code delivery/behavioral/3}. Topic names have no slash, so the text is unambiguous. */
    public String key() {
        return stage.label() + '/' + name + '/' + number;
    }

    public byte[] toBytes() {
        return key().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @throws IllegalArgumentException if the text is not an account
     */
    public static Account parse(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length == 3) {
            for (Stage stage : Stage.values()) {
                if (stage.label().equals(parts[0])) {
                    return new Account(stage, parts[1], Integer.parseInt(parts[2]));
                }
            }
        }
        throw new IllegalArgumentException("'" + key + "' is no account of the ledger: <stage>/<name>/<number> is");
    }

    @Override
    public String toString() {
        return key();
    }
}
