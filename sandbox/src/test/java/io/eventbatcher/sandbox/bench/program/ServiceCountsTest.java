package io.eventbatcher.sandbox.bench.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceCountsTest {
    @Test
    void shouldAddUpTheCountsOfAllRoutesAndReasons() {
        assertThat(ServiceProgram.Counts.in("""
                        # TYPE event_batcher_delivered_events_total counter
                        event_batcher_delivered_events_total{route="behavioral"} 1500.0
                        event_batcher_delivered_events_total{route="marketing-update"} 2.0
                        event_batcher_dead_letters_total{half="delivery",reason="rejected",route="behavioral"} 3.0
                        event_batcher_dead_letters_total{half="ingest",reason="invalid",route="behavioral"} 4.0
                        event_batcher_read_events_total{route="behavioral"} 1600.0
                        """)).isEqualTo(new ServiceProgram.Counts(1_502, 7));
    }
}
