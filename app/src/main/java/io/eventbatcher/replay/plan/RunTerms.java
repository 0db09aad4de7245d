package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.resolution.ReplayRun;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order in the words of a {@link ReplayRun}, and back. */
public final class RunTerms {
    private static final String MAX_REPLAYS = "max-replays";
    private static final String FORCE = "force";
    private static final String STOP_ON_FAILURE = "stop-on-failure";
    private static final String FIRST = "first";
    private static final String PATIENCE = "wait";
    private static final String TOPIC_ID = "dead-letters-topic-id";
    private static final String SET = "set";
    private static final String OF_FILE = "set-by-file";
    private static final String BY_OUR_SCHEMA = "with-our-schema";

    private static final int UNKNOWN = -1;

    private RunTerms() {}

    /** The first record of a run. */
    public static ReplayRun begun(String id, ReplayPlan plan, Map<String, Long> counts, Instant now) {
        ReplayOrder order = plan.order();
        Map<String, Set<String>> filter = new LinkedHashMap<>();
        order.filter().terms().forEach((option, values) -> filter.put(option.label(), values));
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(MAX_REPLAYS, Integer.toString(order.maxReplays()));
        terms.put(FORCE, Boolean.toString(order.force()));
        terms.put(STOP_ON_FAILURE, Integer.toString(order.stopOnFailure()));
        terms.put(FIRST, Integer.toString(order.first()));
        terms.put(PATIENCE, order.patience().toString());
        terms.put(TOPIC_ID, plan.topicId());
        if (!order.edits().isEmpty()) {
            int letters = order.edits().ofLetters().size();
            if (letters > 0) {
                terms.put(OF_FILE, Integer.toString(letters));
            } else {
                terms.put(SET, String.join("\n", order.edits().words()));
            }
            terms.put(BY_OUR_SCHEMA, Boolean.toString(order.edits().isByOurSchema()));
        }
        return new ReplayRun(
                id, ReplayRun.RUNNING, now, now, order.by(), order.why(), filter, plan.rate(), terms, counts, "");
    }

    /**
     * The number of letters whose changes came from a file, and are kept beside the run; 0 for a
     * run without a file, {@link #UNKNOWN} for a run of a release that kept none.
     */
    static int lettersOfFile(ReplayRun run) {
        String letters = run.terms().get(OF_FILE);
        return letters == null ? 0 : letters.matches("\\d{1,9}") ? Integer.parseInt(letters) : UNKNOWN;
    }

    /** The id of the dead-letter topic that the run's places are in; empty if unknown. */
    static String topicId(ReplayRun run) {
        return run.terms().getOrDefault(TOPIC_ID, "");
    }

    static ReplayOrder order(ReplayRun run, LetterFilter filter) {
        return new ReplayOrder(
                run.by(),
                run.why(),
                filter,
                run.rate(),
                number(run, MAX_REPLAYS, ReplayOrder.DEFAULT_MAX_REPLAYS),
                Boolean.parseBoolean(run.terms().get(FORCE)),
                number(run, STOP_ON_FAILURE, ReplayOrder.DEFAULT_STOP_ON_FAILURE),
                number(run, FIRST, 0),
                Duration.parse(run.terms().getOrDefault(PATIENCE, ReplayOrder.DEFAULT_PATIENCE.toString())),
                edits(run.terms().get(SET))
                        .byOurSchema(Boolean.parseBoolean(run.terms().get(BY_OUR_SCHEMA))));
    }

    private static int number(ReplayRun run, String name, int otherwise) {
        String text = run.terms().get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static FieldEdits edits(@Nullable String words) {
        return words == null ? FieldEdits.NONE : FieldEdits.of(words.lines().toList());
    }
}
