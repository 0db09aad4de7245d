package io.eventbatcher.console.page.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.audit.Discrepancy;
import io.eventbatcher.audit.RouteAudit;
import io.eventbatcher.console.page.PagesOnPort;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BooksPageTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private final CountDownLatch secondMayEnd = new CountDownLatch(1);
    private final Readings readings = new Readings(String::valueOf, clock);
    private final PagesOnPort console = PagesOnPort.open(clock, new BooksPage(this::audit, readings, clock));
    private List<RouteAudit> books = List.of(balanced(true));
    private int looks;

    private List<RouteAudit> audit(ScanProgress progress) {
        if (looks++ > 0) {
            progress.passed("the ledger", 1, 2);
            try {
                secondMayEnd.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
        return books;
    }

    @AfterEach
    void close() {
        secondMayEnd.countDown();
        console.close();
        readings.close();
    }

    @Test
    void shouldAddUpEachRoute() {
        // When
        String page = console.visitor().get("books");

        // Then
        assertThat(page)
                .contains("The books balance<", "id=\"books-behavioral\"", "href=\"/console/letters?route=behavioral\"")
                .containsSubsequence("2,000", "1,900", "50", "20", "30", "0", "balanced")
                .doesNotContain(" bad");
    }

    @Test
    void shouldSayThatEventsMove() {
        // Given
        books = List.of(balanced(false));

        // When
        String page = console.visitor().get("books");

        // Then
        assertThat(page)
                .contains("The books balance, and events move", "balanced, moving")
                .doesNotContain(" bad");
    }

    @Test
    void shouldShowAGapInRedWithItsPlace() {
        // Given
        Discrepancy gap = new Discrepancy("the source partition <b>x</b>-0", 3, "3 events were deleted");
        books = List.of(new RouteAudit(Route.BEHAVIORAL, 2_000, 1_900, 50, 20, 27, 3, 0, true, List.of(gap)));

        // When
        String page = console.visitor().get("books");

        // Then
        assertThat(page)
                .contains(
                        "A gap in the books of 1 route",
                        "<td class=\"number gap bad\">3</td>",
                        "behavioral: the source partition &lt;b&gt;x&lt;/b&gt;-0",
                        "3 events were deleted.");
    }

    @Test
    void shouldShowTheLastBooksWhileTheNextAreRead() {
        // Given
        String first = console.visitor().get("books");
        clock.advance(Duration.ofSeconds(20));

        // When
        String second = console.visitor().get("books");

        // Then
        assertThat(looks).isEqualTo(2);
        assertThat(first).contains("The books balance");
        assertThat(second).contains("The books balance", "20 s ago").doesNotContain("<progress");
    }

    @Test
    void shouldShowTheProgressInsteadOfOldBooks() {
        // Given
        String first = console.visitor().get("books");
        clock.advance(Duration.ofMinutes(3));

        // When
        String second = console.visitor().get("books");

        // Then
        assertThat(first).contains("The books balance");
        assertThat(second).contains("<progress", "Reads the ledger", "50 %").doesNotContain("The books balance");
    }

    private static RouteAudit balanced(boolean still) {
        return new RouteAudit(Route.BEHAVIORAL, 2_000, 1_900, 50, 20, 30, 0, 0, still, List.of());
    }
}
