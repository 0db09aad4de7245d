package io.eventbatcher.sandbox.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CPU time by thread name, because broker, simulator and service share one process. Native threads (the collector, the compilers, RocksDB)
 * are in no group, and threads that end during the measurement are not counted.
 */
final class CpuMeter {
    public enum Group {
        /** Stream threads with their producers and consumers. */
        BATCHING("batching"),
        /** The poll thread of delivery, with its timers, producer and consumer. */
        DELIVERY("delivery"),
        FLOOR("floor"),
        /** The threads of the HTTP client. */
        HTTP("http");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> before = new HashMap<>();
    private final Duration processBefore = process();
    private final long compilersBefore = compilersMillis();

    private CpuMeter() {
        for (long thread : threads.getAllThreadIds()) {
            before.put(thread, threads.getThreadCpuTime(thread));
        }
    }

    /** Starts to count now. */
    static CpuMeter begin() {
        return new CpuMeter();
    }

    /** Seconds since the beginning. */
    Map<Group, Double> seconds() {
        Map<Group, Double> seconds = new EnumMap<>(Group.class);
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread == null) {
                continue;
            }
            long used = threads.getThreadCpuTime(thread.getThreadId()) - before.getOrDefault(thread.getThreadId(), 0L);
            Group group = group(thread.getThreadName());
            if (group != null) {
                seconds.merge(group, used / 1e9, Double::sum);
            }
        }
        return seconds;
    }

    /** Seconds of the whole process since the beginning. */
    double processSeconds() {
        return process().minus(processBefore).toMillis() / 1e3;
    }

    /** Seconds of work of the JVM's compilers since the beginning; includes time spent waiting for a core. */
    double compilerSeconds() {
        return (compilersMillis() - compilersBefore) / 1e3;
    }

    /** The compilers' share of the process's CPU time since the beginning. */
    double compilersShare() {
        return compilerSeconds() / Math.max(processSeconds(), 1e-3);
    }

    private static long compilersMillis() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers == null || !compilers.isCompilationTimeMonitoringSupported()
                ? 0
                : compilers.getTotalCompilationTime();
    }

    private static Duration process() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static @Nullable Group group(String thread) {
        if (thread.startsWith("OkHttp")) {
            return Group.HTTP;
        }
        if (thread.startsWith(Floor.THREAD)) {
            return Group.FLOOR;
        }
        if (thread.startsWith("delivery") || thread.contains("-delivery")) {
            return Group.DELIVERY;
        }
        return thread.contains("-StreamThread-") || thread.contains(BenchSettings.APPLICATION) ? Group.BATCHING : null;
    }
}
