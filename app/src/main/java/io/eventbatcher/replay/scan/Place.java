package io.eventbatcher.replay.scan;

/** The place of a record in its topic. */
public record Place(int partition, long offset) {
    /** {@code partition:offset}. */
    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
