package io.eventbatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneStateTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @Test
    void shouldKeepAllCausesInJson() {
        // Given
        LaneCause halted = new LaneCause(Stage.CREDENTIALS, StateName.HALTED, "no scope", NOW.minusSeconds(60), null);
        LaneCause parked = new LaneCause(StateName.PARKED, "the quota", NOW.minusSeconds(5), NOW.plusSeconds(3_600));
        LaneState state = LaneState.of("one", "behavioral", 3, List.of(halted, parked), 2, 1, NOW)
                .withWaiting(40, NOW.minusSeconds(90))
                .withRetried(List.of(new RetriedRequest(7, "503.", NOW.minusSeconds(9), NOW.plusSeconds(9))));

        // When
        LaneState read = LaneState.of(state.toJson());

        // Then
        assertThat(read).isEqualTo(state);
        assertThat(read.causes()).containsExactly(halted, parked);
        assertThat(read.state()).isEqualTo("halted");
        assertThat(state.toJson().path("reason").asText()).isEqualTo("no scope");
    }

    @Test
    void shouldNotBeNewsWhenOnlyCountsOfWaitingEventsChange() {
        // Given
        LaneState before = LaneState.of("one", "behavioral", 3, List.of(), 2, 1, NOW);

        // When
        LaneState after = LaneState.of("one", "behavioral", 3, List.of(), 2, 1, NOW.plusSeconds(1))
                .withWaiting(40, NOW);

        // Then
        assertThat(before.agreesWith(after)).isTrue();
    }

    @Test
    void shouldReadWhatAnEarlierReleaseHasWritten() throws Exception {
        // Given
        String json = """
                {"instance":"one","route":"behavioral","lane":3,"state":"halted","reason":"no scope","inFlight":2,"heldBack":1,\
                "at":"2026-11-28T10:00:00Z","further":[{"state":"down","reason":"no answer"}]}""";

        // When
        LaneState read = LaneState.of(ControlJson.read(json.getBytes(UTF_8)));

        // Then
        assertThat(read.causes())
                .containsExactly(
                        new LaneCause(StateName.HALTED, "no scope", null, null),
                        new LaneCause(StateName.DOWN, "no answer", null, null));
        assertThat(read.subject().kind()).isEqualTo(Subject.Kind.ROUTE);
    }

    @Test
    void shouldBeOpenWithoutCauses() {
        // When
        LaneState open = LaneState.of("one", "behavioral", 3, List.of(), 0, 0, NOW);

        // Then
        assertThat(open.state()).isEqualTo("open");
        assertThat(open.causes()).isEmpty();
        assertThat(LaneState.of(open.toJson())).isEqualTo(open);
    }
}
