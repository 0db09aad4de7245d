package io.eventbatcher.config;

import java.time.Duration;

/** When a route halts, and how it goes on. */
final class HaltKeys {
    static final Section SECTION = new Section();

    static final Key<Duration> PROBE_FIRST = SECTION.add(Key.of(
            "hubspot.halt.probe-first",
            Types.Span.upToTenMinutes(),
            "5s",
            "A halted route tries one input after so long; each further time after twice as long."));
    static final Key<Duration> PROBE_MOST = SECTION.add(Key.of(
            "hubspot.halt.probe-most", Types.Span.upToTenMinutes(), "1m", "The longest time between two such tries."));
    static final Key<Integer> REJECTED_INPUTS = SECTION.add(Key.of(
            "hubspot.halt.rejected-inputs",
            new Types.Whole(0, 10_000, "events"),
            "20",
            "So many events in a row rejected one by one, with none accepted between, halt their route before any of them is dead; 0"
                    + " for never."));
    static final Key<Integer> REJECTED_BATCHES = SECTION.add(Key.of(
            "hubspot.halt.rejected-batches",
            new Types.Whole(1, 1_000, "batches"),
            "3",
            "They must come from so many batches."));
    static final Key<Duration> JUDGE_AFTER = SECTION.add(
            Key.of(
                    "hubspot.halt.judge-after",
                    new Types.Span(Duration.ofMillis(100), Duration.ofHours(1)),
                    "30s",
                    "The longest that fewer rejections than these are held back while no other event is accepted: then they are believed."));

    private HaltKeys() {}
}
