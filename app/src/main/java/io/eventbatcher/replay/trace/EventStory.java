package io.eventbatcher.replay.trace;

import io.eventbatcher.record.Origin;
import io.eventbatcher.route.Route;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The story of one event.
 *
 * @param origin the event's first coordinates
 * @param uuid null if unreadable
 * @param name HubSpot's name of the event; null if unreadable, or without a name
 * @param facts in order of time; steps without a time of their own stand where they belong
 * @param state the state now as a word
 * @param ending the state now as a sentence
 */
public record EventStory(
        Origin origin,
        Optional<Route> route,
        @Nullable String uuid,
        @Nullable String name,
        List<Fact> facts,
        String state,
        String ending) {
    public EventStory {
        facts = List.copyOf(facts);
    }
}
