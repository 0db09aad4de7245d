package io.eventbatcher.status;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cause that keeps a stage from working as it should.
 *
 * @param state one word, such as halted, held, parked or unattended
 * @param reason sentences for people
 * @param since the begin; null if unknown
 * @param until the end, if the cause ends by itself; null if unknown
 * @param remedy the next step of an operator
 * @param where lanes, source topics or parts of an instance, each with the instance
 */
public record StatusCause(
        String state,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until,
        String remedy,
        List<String> where) {
    public StatusCause {
        where = List.copyOf(where);
    }

    /** True for the same cause at another place. */
    boolean isLike(StatusCause other) {
        return state.equals(other.state) && reason.equals(other.reason) && remedy.equals(other.remedy);
    }

    /** Both causes as one, from the earlier begin on. */
    StatusCause with(StatusCause other) {
        Instant first = Stream.of(since, other.since)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        List<String> everywhere =
                Stream.concat(where.stream(), other.where.stream()).distinct().toList();
        return new StatusCause(state, reason, first, until, remedy, everywhere);
    }
}
