package io.eventbatcher.status;

import io.eventbatcher.control.RetriedRequest;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a stage of a route.
 *
 * @param route the route's label; {@link #ALL} for a stage that all routes share
 * @param waiting events that wait before the end of the stage; of topics also transaction markers
 * @param oldest the time since which the oldest of them waits; null if none does, or if unknown
 * @param causes all that hold, the weightiest first
 * @param retried some of the requests that wait for another try
 */
public record StageStatus(
        String route,
        Stage stage,
        long waiting,
        @Nullable Instant oldest,
        List<StatusCause> causes,
        List<Retried> retried) {
    /** The name of all routes together. */
    public static final String ALL = "all";

    /**
     * A request that waits for another try.
     *
     * @param lane the lane with its instance
     */
    public record Retried(String lane, RetriedRequest request) {}

    public StageStatus {
        causes = List.copyOf(causes);
        retried = List.copyOf(retried);
    }

    /** A stage without requests that wait for another try. */
    StageStatus(String route, Stage stage, long waiting, @Nullable Instant oldest, List<StatusCause> causes) {
        this(route, stage, waiting, oldest, causes, List.of());
    }

    /** The name of the stage, the same at all times: {@code behavioral/endpoint}. */
    public String key() {
        return route + '/' + stage.label();
    }

    /** The state of the weightiest cause; without a cause {@code flowing} or, if nothing waits, {@code idle}. */
    public String state() {
        if (!causes.isEmpty()) {
            return causes.get(0).state();
        }
        return (waiting > 0 ? StateName.FLOWING : StateName.IDLE).label();
    }

    /** True if no cause holds. */
    public boolean well() {
        return causes.isEmpty();
    }
}
