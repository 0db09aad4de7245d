package io.eventbatcher.replay.trace;

import java.util.List;

/**
 * The answer to a question for an event.
 *
 * @param stories the events, in the order of their publication; empty if no topic has such an event
 * @param left events that were found beside them, and are not told
 * @param gone sentences about records that topics have let go
 * @param looked the topics that were read, as a sentence
 */
public record TraceReport(List<EventStory> stories, long left, List<String> gone, String looked) {
    public TraceReport {
        stories = List.copyOf(stories);
        gone = List.copyOf(gone);
    }
}
