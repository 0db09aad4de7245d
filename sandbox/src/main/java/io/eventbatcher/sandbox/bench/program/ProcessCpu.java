package io.eventbatcher.sandbox.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The CPU time of a process since its start, in seconds. The parts are those of its threads by name, from {@code /proc}; without it they
 * are 0.
 *
 * @param all threads
 * @param compilers of the JVM
 * @param collector of the JVM
 */
public record ProcessCpu(double all, double compilers, double collector) {
    public static final ProcessCpu NONE = new ProcessCpu(0, 0, 0);

    /** Linux reports to programs in hundredths of a second, whatever the kernel's own clock. */
    private static final double TICKS_PER_SECOND = 100;

    /** The fields after the name: user and system time are the 14th and 15th of all. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Of a process. */
    public static ProcessCpu of(long pid) {
        double all = ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
        double compilers = 0;
        double collector = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                String stat = stat(thread.resolve("stat"));
                String name = name(stat);
                if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
                    compilers += seconds(stat);
                } else if (name.startsWith("GC ") || name.startsWith("G1 ") || name.startsWith("VM Thread")) {
                    collector += seconds(stat);
                }
            }
        } catch (IOException | DirectoryIteratorException elsewhere) {
            return new ProcessCpu(all, 0, 0);
        }
        return new ProcessCpu(all, compilers, collector);
    }

    /** Of all processes of the machine, and what the host took from it. */
    public static double machine() {
        String[] fields = stat(Path.of("/proc/stat")).split("\\s+", 10);
        if (fields.length < 10) {
            return 0;
        }
        long ticks = 0;
        // user, nice, system; then idle and waiting for disks; then interrupts and stolen time
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    public ProcessCpu minus(ProcessCpu before) {
        return new ProcessCpu(all - before.all, compilers - before.compilers, collector - before.collector);
    }

    public ProcessCpu plus(ProcessCpu other) {
        return new ProcessCpu(all + other.all, compilers + other.compilers, collector + other.collector);
    }

    /** Multiplies all parts. */
    public ProcessCpu times(double factor) {
        return new ProcessCpu(all * factor, compilers * factor, collector * factor);
    }

    /** The compilers' share. */
    public double compilersShare() {
        return all > 0 ? compilers / all : 0;
    }

    /** The name of a thread; empty for a thread that has ended. */
    private static String name(String stat) {
        return stat.isEmpty() ? "" : stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    private static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SYSTEM + 2);
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }

    /** Empty for a thread that has ended. */
    private static String stat(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (IOException ended) {
            return "";
        }
    }
}
