package io.eventbatcher.config;

import io.eventbatcher.config.table.Key;
import io.eventbatcher.config.table.Section;
import io.eventbatcher.config.table.Span;
import io.eventbatcher.config.table.Values;
import io.eventbatcher.config.table.Whole;
import java.time.Duration;

/** The halt of a route whose events are not at fault, and the probes for going on. */
public record HaltSettings(
        Duration probeFirst, Duration probeMost, int rejectedInputs, int rejectedBatches, Duration judgeAfter) {
    static final Section KEYS = new Section("hubspot.halt");

    private static final Key<Duration> PROBE_FIRST = KEYS.add("probe-first", Span.of("100ms", "10m"), "5s", """
        The time from a halt of a route to the first probe with one input; each further probe waits twice as long.
        """);
    private static final Key<Duration> PROBE_MOST =
            KEYS.add("probe-most", Span.of("100ms", "10m"), "1m", "The longest time between two probes.");
    private static final Key<Integer> REJECTED_INPUTS =
            KEYS.add("rejected-inputs", new Whole(0, 10_000, "events"), "20", """
                The number of events in a row, rejected one by one with none accepted between, that halts their route before any
                of them is dead; 0 for never.
                """);
    private static final Key<Integer> REJECTED_BATCHES =
            KEYS.add("rejected-batches", new Whole(1, 1_000, "batches"), "3", """
                The number of batches that the rejected events must come from, at least.
                """);
    private static final Key<Duration> JUDGE_AFTER = KEYS.add("judge-after", Span.of("100ms", "1h"), "30s", """
        The longest time that fewer rejections are held back while no other event is accepted: after that time the
        rejections are believed.
        """);

    public HaltSettings {
        PROBE_FIRST.check(probeFirst);
        PROBE_MOST.check(probeMost);
        REJECTED_INPUTS.check(rejectedInputs);
        REJECTED_BATCHES.check(rejectedBatches);
        JUDGE_AFTER.check(judgeAfter);
    }

    HaltSettings(Values values) {
        this(
                values.get(PROBE_FIRST),
                values.get(PROBE_MOST),
                values.get(REJECTED_INPUTS),
                values.get(REJECTED_BATCHES),
                values.get(JUDGE_AFTER));
    }
}
