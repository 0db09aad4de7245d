package io.eventbatcher.sandbox.torture;

/** Where a record was published. */
record Origin(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
