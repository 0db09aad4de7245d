package io.eventbatcher.sandbox.load;

/** Counts the events of each identity from 1. A checker sees by the numbers whether order was kept. */
final class Sequences {

    /** The custom property that carries the number. */
    static final String PROPERTY = "sequence";

    private final int[] last;

    Sequences(int identities) {
        this.last = new int[identities];
    }

    int next(int identity) {
        return ++last[identity];
    }
}
