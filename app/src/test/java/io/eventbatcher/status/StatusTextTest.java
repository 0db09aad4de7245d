package io.eventbatcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.RetriedRequest;
import io.eventbatcher.control.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00.5Z");

    private static final StageStatus SOURCE = new StageStatus("behavioral", Stage.SOURCE, 12, null, List.of());
    private static final StageStatus INGEST = new StageStatus("behavioral", Stage.INGEST, 0, null, List.of());

    @Test
    void shouldTellAStageThatIsNotWellAndAllOthersInOneLine() {
        // When
        List<String> lines = StatusText.of(status(List.of(SOURCE, INGEST, halted("behavioral"))), false);

        // Then
        assertThat(lines)
                .containsExactly(
                        "event-batcher, 2026-11-28T10:00:00Z; instances: one; silent: two",
                        "behavioral        credentials halted  1,204 waiting, the oldest for 3 min",
                        "  halted since 2026-11-28T09:59:00Z: HubSpot refuses the token (401 INVALID_AUTHENTICATION).",
                        "    \\u001b[2J Renew the token. Renew the token. Renew the token. Renew the token. Renew the token.",
                        "    Renew the token.",
                        "    Where: behavioral/0 of one",
                        "    Remedy: Mend what the reason names.",
                        "The other 2 stages are well. 12 events are on their way.");
        assertThat(lines).allMatch(line -> line.length() <= StatusText.WIDTH);
    }

    @Test
    void shouldTellACauseThatAllRoutesShareOnce() {
        // When
        List<String> lines = StatusText.of(status(List.of(halted("behavioral"), halted("marketing-update"))), false);

        // Then
        assertThat(lines)
                .hasSize(7)
                .contains(
                        "2 routes          credentials halted  2,408 waiting, the oldest for 3 min",
                        "    Where: behavioral/0 of one, marketing-update/0 of one");
    }

    @Test
    void shouldTellRequestsThatAreTriedAgain() {
        // Given
        StatusCause retrying = new StatusCause("retrying", "A request waits.", null, NOW, "None.", List.of());
        RetriedRequest request = new RetriedRequest(7, "503.", NOW.minusSeconds(100), NOW.plusSeconds(10));
        StageStatus endpoint = new StageStatus(
                "behavioral",
                Stage.ENDPOINT,
                1,
                NOW.minusSeconds(100),
                List.of(retrying),
                List.of(new StageStatus.Retried("behavioral/3 of one", request)));

        // When
        List<String> lines = StatusText.of(status(List.of(endpoint)), false);

        // Then
        assertThat(lines)
                .contains(
                        "behavioral        endpoint    retrying  1 waiting, the oldest for 100 s",
                        "    Request of behavioral/3 of one: try 7 since 2026-11-28T09:58:20Z, the next at",
                        "      2026-11-28T10:00:10Z. Last answer: 503.");
    }

    @Test
    void shouldTellInOneLineThatAllIsWell() {
        // When
        List<String> lines = StatusText.of(status(List.of(SOURCE, INGEST)), false);

        // Then
        assertThat(lines).hasSize(2).last().isEqualTo("All is well. 12 events are on their way.");
    }

    @Test
    void shouldColourOnlyForATerminal() {
        // When
        List<String> lines = StatusText.of(status(List.of(halted("behavioral"))), true);

        // Then
        assertThat(lines.get(1)).contains("\u001b[31mhalted\u001b[0m");
    }

    @Test
    void shouldBreakAWordThatNoLineHolds() {
        // Given
        StatusCause endless = new StatusCause("failing", "x".repeat(250), null, null, "None.", List.of());

        // When
        List<String> lines = StatusText.of(
                status(List.of(new StageStatus("all", Stage.INSTANCES, 0, null, List.of(endless)))), false);

        // Then
        assertThat(lines).allMatch(line -> line.length() <= StatusText.WIDTH).anyMatch(line -> line.endsWith("xxx"));
    }

    private static StageStatus halted(String route) {
        return new StageStatus(
                route,
                Stage.CREDENTIALS,
                1_204,
                NOW.minusSeconds(200),
                List.of(new StatusCause(
                        "halted",
                        "HubSpot refuses the token (401 INVALID_AUTHENTICATION). \u001b[2J"
                                + " Renew the token.".repeat(6),
                        NOW.minusSeconds(60),
                        null,
                        "Mend what the reason names.",
                        List.of(route + "/0 of one"))));
    }

    private static SystemStatus status(List<StageStatus> stages) {
        return new SystemStatus("event-batcher", NOW, List.of("one"), List.of("two"), 12, stages);
    }
}
