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
    private static final String SET = "set";
    private static final String OF_FILE = "set-by-file";
    private static final String BY_OUR_SCHEMA = "with-our-schema";

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
        if (!order.edits().isEmpty()) {
            terms.put(
                    order.edits().isOfLetters() ? OF_FILE : SET,
                    String.join("\n", order.edits().words()));
            terms.put(BY_OUR_SCHEMA, Boolean.toString(order.edits().isByOurSchema()));
        }
        return new ReplayRun(
                id, ReplayRun.RUNNING, now, now, order.by(), order.why(), filter, plan.rate(), terms, counts, "");
    }

    /** True for a run whose edits came from a file, which the run does not have any more. */
    public static boolean needsFile(ReplayRun run) {
        return run.terms().containsKey(OF_FILE);
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
