package io.eventbatcher.sandbox.load.plan;

import java.util.Map;

/** Counts the events of each identity from 1. A checker sees by the numbers whether order was kept. */
final class Sequences {

    /** The custom property with the number. */
    static final String PROPERTY = "sequence";

    private final int[] last;

    Sequences(int identities) {
        this.last = new int[identities];
    }

    /** Writes an event's number among the custom properties. */
    static void number(Map<String, String> customProperties, int sequence, LoadMix mix) {
        customProperties.put(PROPERTY, Integer.toString(sequence));
        if (mix.namesMembers()) {
            customProperties.put(LoadMix.MEMBER + sequence, "1");
        }
    }

    int next(int identity) {
        return ++last[identity];
    }
}
