package io.eventbatcher.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private static final int TERM = 15;

    private final List<String> said = new ArrayList<>();
    private final Signals signals = new Signals(() -> said.add("exit"), status -> said.add("halt " + status));

    @Test
    void shouldStopInOrderOnceThereIsSomethingToStop() {
        // Given
        CompletableFuture<Void> stop = signals.stop();

        // When
        signals.received(TERM);

        // Then
        assertThat(stop).isCompleted();
        assertThat(said).isEmpty();
    }

    @Test
    void shouldEndWhileThereIsNothingToStop() {
        // When
        signals.received(TERM);

        // Then
        assertThat(said).containsExactly("exit");
    }

    @Test
    void shouldEndAtOnceAtTheSecondSignal() {
        // Given
        var unused = signals.stop();
        signals.received(TERM);

        // When
        signals.received(TERM);

        // Then
        assertThat(said).containsExactly("halt 143");
    }
}
