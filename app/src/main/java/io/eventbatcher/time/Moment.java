package io.eventbatcher.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A point on the time line of the process; the line runs evenly under any change of the wall clock. Spans are measured between moments;
 * people, files and further processes get an {@link java.time.Instant}.
 *
 * @param nanos nanoseconds since an origin without meaning
 */
public record Moment(long nanos) implements Comparable<Moment> {
    /** Before all real moments. */
    public static final Moment LONG_AGO = new Moment(Long.MIN_VALUE);

    /** After all real moments. */
    public static final Moment NEVER = new Moment(Long.MAX_VALUE);

    /** A moment of a clock of milliseconds, for example Kafka Streams' own, for comparison with moments of the same clock only. */
    public static Moment ofMillis(long millis) {
        return new Moment(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The moment later by a span; {@link #NEVER} beyond the range of a long. */
    public Moment plus(Duration span) {
        try {
            return new Moment(Math.addExact(nanos, span.toNanos()));
        } catch (ArithmeticException tooFar) {
            return span.isNegative() ? LONG_AGO : NEVER;
        }
    }

    /** The moment earlier by a span; {@link #LONG_AGO} beyond the range of a long. */
    public Moment minus(Duration span) {
        return plus(span.negated());
    }

    public boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    public boolean isAfter(Moment other) {
        return nanos > other.nanos;
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }

    /** The span since an earlier moment. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(nanos).minusNanos(earlier.nanos);
    }
}
