package io.eventbatcher.health;

import io.eventbatcher.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that a running service renews every {@link Health#INTERVAL} with the time and the troubles of its parts. A file needs no port, no
 * password and no client, and an old file tells of a process that has died.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Path file;
    private final InstantSource clock;
    private final List<HealthPart> parts;
    private final ScheduledExecutorService scheduler;
    private volatile Beat latest = new Beat(Instant.MIN, "the service starts", List.of());
    private boolean failing;
    private boolean closed;

    /** The findings of one moment. */
    private record Beat(Instant time, String state, List<HealthFinding> findings) {}

    private Heartbeat(Path file, InstantSource clock, List<HealthPart> parts) {
        this.file = file;
        this.clock = clock;
        this.parts = parts;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(SupervisedLoop.daemons("heartbeat"));
    }

    /** The heartbeat file of an application, in its state directory. */
    public static Path file(Settings settings) {
        return settings.stateDir().resolve(settings.applicationId() + ".heartbeat");
    }

    /**
     * Starts to write, at once.
     *
     * @param parts all parts whose trouble makes the service unhealthy
     */
    public static Heartbeat start(Path file, InstantSource clock, List<HealthPart> parts) {
        Heartbeat heartbeat = new Heartbeat(file, clock, List.copyOf(parts));
        var unused = heartbeat.scheduler.scheduleAtFixedRate(
                heartbeat::beat, 0, Health.INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    /** Any thread: the health by the last heartbeat, as the file has it; true even while the file cannot be written. */
    public Health health() {
        Beat beat = latest;
        return beat.time().equals(Instant.MIN)
                ? new Health(false, "Not well: " + beat.state() + ".")
                : Health.of(beat.time(), beat.state(), file, clock);
    }

    /** Any thread: the troubles that the last heartbeat found. */
    public List<HealthFinding> findings() {
        return latest.findings();
    }

    /** Any thread: true if the last heartbeat is young. */
    public boolean beats() {
        return Duration.between(latest.time(), clock.instant()).abs().compareTo(Health.LONGEST_AGE) <= 0;
    }

    private void beat() {
        try {
            Beat beat = look(latest.findings());
            latest = beat;
            write(beat);
            failing = false;
        } catch (IOException | RuntimeException | Error failure) {
            // an executor forgets a task that throws
            if (!failing) {
                LOG.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("cause", failure.toString())
                        .log("The heartbeat cannot be written; health checks will fail until it can.");
            }
            failing = true;
        }
    }

    private synchronized void write(Beat beat) throws IOException {
        if (!closed) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, beat.time() + " " + beat.state());
        }
    }

    private Beat look(List<HealthFinding> before) {
        Instant now = clock.instant();
        List<HealthFinding> found = new ArrayList<>();
        for (HealthPart part : parts) {
            trouble(part).ifPresent(clause -> found.add(new HealthFinding(part, clause, since(part, before, now))));
        }
        String wrong = found.stream().map(HealthFinding::clause).collect(Collectors.joining("; "));
        return new Beat(now, wrong.isEmpty() ? Health.GOOD : wrong, List.copyOf(found));
    }

    /** A part that cannot be asked is in trouble; the heart goes on. */
    private static Optional<String> trouble(HealthPart part) {
        try {
            return part.trouble().get();
        } catch (RuntimeException bug) {
            return Optional.of(part.name() + " cannot be asked: " + bug);
        }
    }

    private static Instant since(HealthPart part, List<HealthFinding> before, Instant now) {
        return before.stream()
                .filter(finding -> finding.part().equals(part))
                .map(HealthFinding::since)
                .findFirst()
                .orElse(now);
    }

    /** Stops, and deletes the file: a service that stops is not healthy. Waits for no part. */
    @Override
    public synchronized void close() {
        closed = true;
        scheduler.shutdown();
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOG.atDebug().setCause(left).log("The heartbeat file could not be deleted; it will be too old soon.");
        }
    }
}
