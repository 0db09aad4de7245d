package io.eventbatcher.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/**
 * The health of the service, read from its last heartbeat. A healthy service runs both halves, and their threads live and poll; an outage of
 * HubSpot or the registry counts as healthy, because a restart would not cure an outage.
 *
 * @param sentence the finding, for people
 */
public record Health(boolean good, String sentence) {
    /** The time between two heartbeats. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** The state of a service without troubles. */
    static final String GOOD = "good";

    /** The greatest age of a good heartbeat: on a busy machine several heartbeats in a row may come late. */
    static final Duration LONGEST_AGE = INTERVAL.multipliedBy(6);

    /** Reads the heartbeat; a missing or damaged file makes the service unhealthy, and throws nothing. */
    public static Health read(Path file, InstantSource clock) {
        try {
            String[] parts = Files.readString(file).split(" ", 2);
            return parts.length < 2 ? noHeartbeat(file) : of(Instant.parse(parts[0]), parts[1].strip(), file, clock);
        } catch (NoSuchFileException absent) {
            return new Health(false, "No service runs here: there is no " + file + ". Is state-dir the service's own?");
        } catch (IOException unreadable) {
            return new Health(false, "The heartbeat cannot be read: " + unreadable + ".");
        } catch (DateTimeParseException foreign) {
            return noHeartbeat(file);
        }
    }

    static Health of(Instant time, String state, Path file, InstantSource clock) {
        long age = Duration.between(time, clock.instant()).toSeconds();
        if (age > LONGEST_AGE.toSeconds()) {
            return new Health(
                    false, "The last heartbeat in %s is %,d s old: the service has died.".formatted(file, age));
        }
        if (-age > LONGEST_AGE.toSeconds()) {
            return new Health(
                    false,
                    "The last heartbeat in %s is %,d s ahead of the clock: the service wrote none since the clock was set back."
                            .formatted(file, -age));
        }
        return state.equals(GOOD)
                ? new Health(true, "Both halves run, as of %d s ago.".formatted(age))
                : new Health(false, "Not well: %s.".formatted(state));
    }

    private static Health noHeartbeat(Path file) {
        return new Health(false, file + " is no heartbeat of the service; remove it.");
    }
}
