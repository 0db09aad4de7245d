package io.eventbatcher.replay.trace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state now, by the last of the facts: where the event stands if it stands in a topic, else the last step that has a time.
 *
 * @param state a word
 * @param text a sentence
 */
record Ending(String state, String text) {
    private static final int PAST = 2;
    private static final int NOW = 3;

    private static final Comparator<Fact> ORDER = Comparator.<Fact>comparingInt(
                    fact -> fact.step().rank())
            .thenComparing(Fact::time)
            .thenComparing(Fact::step);

    /**
     * The facts in order of time. Of several places the furthest counts, and none that the event has left while the topics were read.
     *
     * @param asked the time of the question
     */
    static List<Fact> sorted(List<Fact> facts, Instant asked) {
        return facts.stream()
                .filter(fact -> fact.step().rank() < NOW || !hasLeft(fact, facts, asked))
                .sorted(ORDER)
                .toList();
    }

    private static boolean hasLeft(Fact place, List<Fact> facts, Instant asked) {
        String batch = place.details().get("batch");
        boolean isFurther = facts.stream()
                .anyMatch(fact ->
                        fact.step().compareTo(place.step()) > 0 && fact.step().rank() == NOW);
        return isFurther
                || facts.stream()
                        .filter(fact -> fact.step() == Step.DELIVERED || fact.step() == Step.DIED)
                        .anyMatch(fact ->
                                (batch != null && batch.equals(fact.details().get("batch")))
                                        || !fact.time().isBefore(asked));
    }

    /**
     * The ending of a story.
     *
     * @param facts in order of time
     * @param silence the reason why topics may tell nothing of an event that was read, as a sentence
     */
    static Ending of(List<Fact> facts, String silence) {
        Optional<Fact> now = last(facts, NOW);
        if (now.isPresent()) {
            return present(now.get());
        }
        Optional<Fact> past = last(facts, PAST);
        if (past.isPresent()) {
            return past(past.get());
        }
        return facts.stream().anyMatch(fact -> fact.step() == Step.READ)
                ? new Ending("read", "The event was read, and no topic tells what became of it. " + silence)
                : new Ending("unread", "No topic tells more than that the event was published.");
    }

    private static Optional<Fact> last(List<Fact> facts, int rank) {
        return facts.stream().filter(fact -> fact.step().rank() == rank).reduce((first, second) -> second);
    }

    private static Ending present(Fact fact) {
        String state = Objects.requireNonNullElse(
                fact.details().get("state"), fact.step().label());
        return new Ending(state, fact.text());
    }

    private static Ending past(Fact fact) {
        String at = Texts.time(fact.time());
        return switch (fact.step()) {
            case DELIVERED -> new Ending("delivered", "Delivered at " + at + '.');
            case DIED ->
                new Ending(
                        "dead",
                        "Dead since " + at + ": letter " + fact.details().get("letter") + ", "
                                + fact.details().get("reason") + ". 'event-batcher dead-letters show "
                                + fact.details().get("letter") + "' says what can be done.");
            case DISCARDED -> new Ending("discarded", "Dead, and discarded at " + at + '.');
            case RESTORED ->
                new Ending("dead", "Dead: letter " + fact.details().get("letter") + " was opened again at " + at + '.');
            case REPLAYED -> replayed(fact, at);
            default -> new Ending(fact.step().label(), fact.text());
        };
    }

    private static Ending replayed(Fact fact, String at) {
        String outcome = fact.details().getOrDefault("outcome", "");
        return outcome.isEmpty()
                ? new Ending("replayed", "Replayed at " + at + ", and no topic tells yet what became of it.")
                : new Ending(outcome, "Replayed at " + at + "; the run has recorded the end: " + outcome + '.');
    }
}
