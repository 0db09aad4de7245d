package io.eventbatcher.replay.letter;

import java.util.Arrays;

/** Counts of letters by hour of death, over the hours that a dead-letter topic keeps; earlier letters count in the first hour. */
final class HourCounts {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_HOURS = 1_024;

    private long firstHour;
    private int[] counts = new int[0];

    void add(long millis) {
        long hour = Math.floorDiv(millis, HOUR_MILLIS);
        if (counts.length == 0) {
            firstHour = hour;
            counts = new int[1];
        }
        long index = hour - firstHour;
        if (index < 0) {
            int more = (int) Math.min(-index, MOST_HOURS - counts.length);
            int[] longer = new int[counts.length + more];
            System.arraycopy(counts, 0, longer, more, counts.length);
            counts = longer;
            firstHour -= more;
        } else if (index >= counts.length) {
            int wanted = (int) Math.min(index + 1, MOST_HOURS);
            counts = Arrays.copyOf(counts, Math.max(counts.length, wanted));
        }
        counts[(int) Math.max(0, Math.min(hour - firstHour, counts.length - 1))]++;
    }

    /** The counts between two times, gathered in so many equal columns. */
    long[] columns(long fromMillis, long toMillis, int columns) {
        long[] sums = new long[columns];
        long from = Math.floorDiv(fromMillis, HOUR_MILLIS);
        long hours = Math.max(1, Math.floorDiv(toMillis, HOUR_MILLIS) - from + 1);
        for (int index = 0; index < counts.length; index++) {
            long column = (firstHour + index - from) * columns / hours;
            sums[(int) Math.max(0, Math.min(column, columns - 1))] += counts[index];
        }
        return sums;
    }
}
