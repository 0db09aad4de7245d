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
 * CPU time by the names of threads, because broker, simulator and service share one process. What has no Java thread (the collector,
 * the compiler, RocksDB's own threads) is in no group. Threads that end while it measures are not counted.
 */
public final class CpuMeter {
    /** Who uses it. */
    public enum Group {
        /** Stream threads with their producers and consumers. */
        BATCHING("batching"),
        /** The poll thread of delivery, its timers, its producer and consumer. */
        DELIVERY("delivery"),
        /** The floor's one thread. */
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

    /** A meter that counts from now on. */
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

    /** Seconds that the JVM's compilers were at work since the beginning; more than their CPU time when they had to wait for a core. */
    double compilerSeconds() {
        return (compilersMillis() - compilersBefore) / 1e3;
    }

    /** Which part of the process's time since the beginning was the compilers'. */
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
