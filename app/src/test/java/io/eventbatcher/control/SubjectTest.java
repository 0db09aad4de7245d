package io.eventbatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words that stand in records of the control topic, which other releases read. */
class SubjectTest {
    @ParameterizedTest
    @CsvSource({
        "behavioral,                  ROUTE,     behavioral,         behavioral",
        "source/events.v1,            SOURCE,    events.v1,          events.v1",
        "source/events.v1/3/7-9@id,   PARTITION, events.v1,          events.v1/3",
        "source/*,                    REGISTRY,  *,                  *",
        "service/batching/behavioral, PART,      batching,           batching/behavioral",
        "service/instances/process,   PART,      instances,          instances/process"
    })
    void shouldReadTheTextOfASubject(String text, Subject.Kind kind, String topic, String place) {
        // When
        Subject subject = Subject.of(text);

        // Then
        assertThat(subject.kind()).isEqualTo(kind);
        assertThat(subject.topic()).isEqualTo(topic);
        assertThat(subject.place()).isEqualTo(place);
        assertThat(subject.text()).isEqualTo(text);
    }

    @Test
    void shouldKeepTheWordsOfStates() {
        assertThat(Stream.of(StateName.values()).map(StateName::label))
                .containsExactly(
                        "open",
                        "flowing",
                        "idle",
                        "paused",
                        "halted",
                        "parked",
                        "down",
                        "retrying",
                        "held",
                        "waiting",
                        "restoring",
                        "unattended",
                        "growing",
                        "blocked",
                        "failing",
                        "unknown");
    }

    @Test
    void shouldTakeAWordOfALaterReleaseForUnknown() {
        assertThat(StateName.labelled("sleeping")).isEqualTo(StateName.UNKNOWN);
    }
}
