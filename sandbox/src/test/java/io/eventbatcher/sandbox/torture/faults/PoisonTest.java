package io.eventbatcher.sandbox.torture.faults;

import static io.eventbatcher.sandbox.torture.check.Case.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import io.eventbatcher.sandbox.stack.SourceOffset;
import io.eventbatcher.sandbox.torture.check.Case;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoisonTest {
    private static final Effect FAILURE = new Effect.Answer(500);
    private static final Effect DRAWN = new Effect.Reset(true);

    private final Poison poison = new Poison(new FaultCounts());
    private final FaultDraw draw = poison.before((number, endpoint, inputs) -> DRAWN);

    @Test
    void shouldFailOnWhateverRequestBringsIt() {
        // Given
        poison.add(event(1), Culprit.POISON);

        // When
        List<Effect> effects = List.of(drawn(1), drawn(2, 1), drawn(2), drawn());

        // Then
        assertThat(effects).containsExactly(FAILURE, FAILURE, DRAWN, DRAWN);
    }

    @Test
    void shouldFailOnTheInputIntoWhichItWasMerged() {
        // Given
        poison.add(Case.change(2), Culprit.POISON);
        TakenInput merged = new TakenInput("1", Map.of("member_1", "1", "member_2", "1"));
        TakenInput later = new TakenInput("1", Map.of("member_3", "1"));

        // When
        Effect onMerged = draw.draw(1, Endpoint.MARKETING_UPDATE, List.of(merged));
        Effect onLater = draw.draw(2, Endpoint.MARKETING_UPDATE, List.of(later));

        // Then
        assertThat(onMerged).isEqualTo(FAILURE);
        assertThat(onLater).isEqualTo(DRAWN);
    }

    @Test
    void shouldFailNoMoreOnWhatIsCured() {
        // Given
        poison.add(event(1), Culprit.POISON);

        // When
        poison.remove(event(1));

        // Then
        assertThat(drawn(1)).isEqualTo(DRAWN);
    }

    @Test
    void shouldKnowWhetherAnyOfItLives() {
        // Given
        SourceOffset one = new SourceOffset("source", 0, 1);
        SourceOffset other = new SourceOffset("source", 0, 2);
        poison.add(event(1), Culprit.POISON);
        poison.add(event(2), Culprit.GONE);
        poison.published(event(1), Fate.EXPIRED, one);
        poison.published(event(2), Fate.REJECTED, other);
        poison.published(event(2), Fate.DUPLICATE, new SourceOffset("source", 0, 3));

        // When
        poison.died(one);
        boolean halfway = poison.allDied();
        poison.died(other);

        // Then
        assertThat(halfway).isFalse();
        assertThat(poison.allDied()).isTrue();
    }

    private Effect drawn(Integer... events) {
        return draw.draw(
                1,
                Endpoint.BEHAVIORAL,
                Stream.of(events)
                        .map(number -> new TakenInput(event(number).identity(), Map.of()))
                        .toList());
    }
}
