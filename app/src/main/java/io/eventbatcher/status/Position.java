package io.eventbatcher.status;

/**
 * The position of a group in a partition.
 *
 * @param next the committed offset; the first of the partition where nothing is committed
 * @param readable the offset up to which committed records can be read: the end, or the first open transaction
 * @param end the offset behind the last record
 */
record Position(long next, long readable, long end) {
    Backlog backlog() {
        long unread = Math.max(0, readable - next);
        return new Backlog(unread, Math.max(0, end - Math.max(next, readable)), null);
    }
}
