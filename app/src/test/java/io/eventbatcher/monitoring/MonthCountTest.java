package io.eventbatcher.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthCountTest {
    /** In Berlin it is an hour before December. */
    private static final Instant LAST_HOUR = Instant.parse("2026-11-30T22:00:00Z");

    private final ManualClock clock = new ManualClock(LAST_HOUR, ZoneOffset.UTC);
    private final AtomicLong delivered = new AtomicLong();
    private final Path file;

    MonthCountTest(@TempDir Path stateDir) {
        file = stateDir.resolve("month");
    }

    private MonthCount start() {
        return MonthCount.start(file, delivered::get, clock, ZoneId.of("Europe/Berlin"));
    }

    @Test
    void shouldGoOnCountingAfterARestart() {
        // Given
        long counted;
        try (MonthCount before = start()) {
            delivered.set(700);
            counted = before.events();
        }
        delivered.set(0);
        try (MonthCount after = start()) {
            // When
            delivered.set(50);

            // Then
            assertThat(counted).isEqualTo(700);
            assertThat(after.events()).isEqualTo(750);
            assertThat(after.left()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void shouldBeginAtZeroInANewMonth() {
        // Given
        try (MonthCount count = start()) {
            delivered.set(700);
            long before = count.events();

            // When
            clock.advance(Duration.ofHours(2));
            long first = count.events();
            delivered.set(720);

            // Then
            assertThat(before).isEqualTo(700);
            assertThat(first).isZero();
            assertThat(count.events()).isEqualTo(20);
            assertThat(count.left()).isEqualTo(Duration.ofDays(31).minusHours(1));
        }
    }

    @Test
    void shouldKeepTheCountOfTheNewMonthUnderItsName() throws IOException {
        // Given
        MonthCount count = start();
        delivered.set(700);
        clock.advance(Duration.ofHours(2));

        // When
        count.close();

        // Then
        assertThat(file).hasContent("2026-12 0");
    }

    @Test
    void shouldNotCountTheMonthOfAnOldOrDamagedFile() throws IOException {
        // Given
        Files.writeString(file, "2026-10 4000");

        // When
        MonthCount ofOldFile = start();
        Files.writeString(file, "2026-11 many");
        MonthCount ofDamagedFile = start();

        // Then
        try (ofOldFile;
                ofDamagedFile) {
            assertThat(ofOldFile.events()).isZero();
            assertThat(ofDamagedFile.events()).isZero();
        }
    }
}
