package io.eventbatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.service.LaneList;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The list of lanes, whose reasons are texts of HubSpot, of the schema registry and of operators. */
class LanesListCommandTest {
    private static final List<LaneList.Row> ROWS = List.of(new LaneList.Row(
            LaneState.of(
                    "host\r\n1",
                    "behavioral",
                    0,
                    List.of(new LaneCause(
                            StateName.HALTED, "HubSpot says \u001b[2J\r\nbehavioral/0  open\u202e\u009b", null, null)),
                    0,
                    0,
                    Instant.EPOCH),
            OptionalLong.of(7)));

    @Test
    void shouldShowReasonsWithoutObeyingThem() {
        // Given
        StringWriter out = new StringWriter();

        // When
        LanesListCommand.print(ROWS, new PrintWriter(out));

        // Then
        assertThat(out.toString().lines())
                .hasSize(4)
                .last()
                .asString()
                .endsWith("halted: HubSpot says \\u001b[2J\\r\\nbehavioral/0  open\\u202e\\u009b");
        assertThat(out.toString().codePoints()).allMatch(character -> character == '\n' || character >= ' ');
    }

    @Test
    void shouldWriteJsonInAscii() {
        // When
        String json = LanesListCommand.json(ROWS);

        // Then
        assertThat(json.chars()).allMatch(character -> character == '\n' || (character >= ' ' && character <= '~'));
    }
}
