package io.eventbatcher.console.page.now;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.console.history.History;
import io.eventbatcher.console.page.PagesOnPort;
import io.eventbatcher.control.RetriedRequest;
import io.eventbatcher.control.Stage;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.status.RouteFlow;
import io.eventbatcher.status.StageStatus;
import io.eventbatcher.status.StatusCause;
import io.eventbatcher.status.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NowPageTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOW, ZoneOffset.UTC);
    private final PagesOnPort console = PagesOnPort.open(
            clock,
            new NowPage(this::status, clock),
            new OrderPage(PagesOnPort.SETTINGS, new History(PagesOnPort.SETTINGS, clock), clock));
    private final ConsoleVisitor visitor = console.visitor();
    private long passed = 1_000;

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldTellEveryCauseWithSinceUntilAndRemedy() {
        // When
        String page = visitor.get("");

        // Then
        assertThat(page)
                .containsSubsequence(
                        "HubSpot answers &lt;b&gt;503&lt;/b&gt;.",
                        "Since",
                        "11:55:00",
                        "5 min ago",
                        "Until",
                        "in 30 s",
                        "behavioral/2",
                        "Remedy",
                        "None here.")
                .doesNotContain("<b>503</b>");
    }

    @Test
    void shouldTellTheRequestsThatAreTriedAgain() {
        // When
        String page = visitor.get("");

        // Then
        assertThat(page)
                .containsSubsequence(
                        "Tried again now", "behavioral/2", ">4</td>", "503 of &lt;e-mail&gt;", "11:55:00", "in 20 s");
    }

    @Test
    void shouldTellWhatWaitsAtEachStageAndHowFastItPasses() {
        // Given
        String first = visitor.get("");
        clock.advance(Duration.ofSeconds(10));
        passed = 1_500;

        // When
        String page = visitor.get("");

        // Then
        assertThat(first).contains("… delivered");
        assertThat(page)
                .containsSubsequence(
                        "Source", "50/s read", "Ingest", "50/s checked", "Dedupe, batch", "50/s batched", "Lanes")
                .containsSubsequence("<b>70</b> waiting", "50/s arriving", "oldest 9 min", "HubSpot", "50/s delivered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pause | Nothing more is sent, also over restarts, until somebody resumes.",
                "resume | A pause ends; a resumed route resumes all of its lanes.",
                "dead-letter | events that HubSpot has rejected, or rejects from now on, become dead letters at once."
            })
    void shouldSayWhatAnOrderWillDoAndAskForTheReason(String order, String consequence) {
        // When
        String page = visitor.signIn("ada").get("order?order=" + order + "&target=behavioral");

        // Then
        assertThat(page)
                .startsWith("200 ")
                .contains(consequence, "name=\"why\"", "required", "event-batcher lanes " + order + " behavioral");
    }

    private SystemStatus status() {
        Instant now = clock.instant();
        StatusCause cause = new StatusCause(
                "retrying",
                "HubSpot answers <b>503</b>.",
                NOW.minusSeconds(300),
                now.plusSeconds(30),
                "None here.",
                List.of("behavioral/2"));
        RetriedRequest request =
                new RetriedRequest(4, "503 of ada@example.com", NOW.minusSeconds(300), now.plusSeconds(20));
        List<StageStatus> stages = List.of(
                well(Stage.SOURCE, 0, null),
                well(Stage.INGEST, 0, null),
                well(Stage.BATCHING, 0, null),
                well(Stage.LANES, 70, now.minusSeconds(550)),
                new StageStatus(
                        "behavioral",
                        Stage.ENDPOINT,
                        70,
                        null,
                        List.of(cause),
                        List.of(new StageStatus.Retried("behavioral/2", request))));
        RouteFlow flow = new RouteFlow("behavioral", passed, passed, passed, 0, passed, 0);
        return new SystemStatus("eb", now, List.of("one"), List.of(), 70, stages, List.of(flow));
    }

    private static StageStatus well(Stage stage, long waiting, @Nullable Instant oldest) {
        return new StageStatus("behavioral", stage, waiting, oldest, List.of(), List.of());
    }
}
