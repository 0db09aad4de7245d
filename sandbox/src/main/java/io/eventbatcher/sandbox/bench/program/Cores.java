package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.sandbox.stack.Programs;
import java.util.List;

/**
 * The cores that a process may use. On a machine with four or more, and with {@code taskset}, the measured program has one half for itself,
 * and broker and simulator the other; else all share all.
 */
public final class Cores {
    private static final int ENOUGH = 4;

    private final String range;

    private Cores(String range) {
        this.range = range;
    }

    /** For broker, registry and simulator. */
    public static Cores ofStand() {
        return of(Runtime.getRuntime().availableProcessors(), false);
    }

    /** For service and floor. */
    public static Cores ofMeasured() {
        return of(Runtime.getRuntime().availableProcessors(), true);
    }

    static Cores of(int cores, boolean measured) {
        if (cores < ENOUGH || !Programs.has("taskset", "-V")) {
            return new Cores("");
        }
        int half = cores / 2;
        return new Cores(measured ? half + "-" + (cores - 1) : "0-" + (half - 1));
    }

    /** True if the processes do not share their cores. */
    public boolean pinned() {
        return !range.isEmpty();
    }

    /** The words before a command. */
    List<String> prefix() {
        return pinned() ? List.of("taskset", "-c", range) : List.of();
    }

    /** Confines this process. */
    public void takeThisProcess() {
        if (pinned()) {
            var unused = Programs.has(
                    "taskset",
                    "-a",
                    "-c",
                    "-p",
                    range,
                    String.valueOf(ProcessHandle.current().pid()));
        }
    }
}
