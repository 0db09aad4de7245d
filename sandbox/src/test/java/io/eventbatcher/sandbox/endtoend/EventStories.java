package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.Step;
import io.eventbatcher.replay.trace.TraceReport;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The stories of events that are published to a pipeline. */
final class EventStories {
    private final Pipeline pipeline;

    EventStories(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    void publish(String name, int partition) {
        publish(SimulatorEvents.behavioral(name), partition);
    }

    /** Publishes an event, and waits until the broker has it. */
    void publish(BehavioralEvent event, int partition) {
        pipeline.sources().publish(Route.BEHAVIORAL, partition, event);
        var unused = pipeline.sources().published();
    }

    static EventQuery uuid(String name) {
        return query(EventQuery.By.UUID, SimulatorEvents.uuid(name));
    }

    static EventQuery query(EventQuery.By by, String text) {
        return new EventQuery(by, text, Instant.now().minus(Duration.ofDays(1)), 10);
    }

    EventStory story(String name) {
        return trace(uuid(name)).get(0);
    }

    List<EventStory> trace(EventQuery query) {
        return report(query).stories();
    }

    TraceReport report(EventQuery query) {
        return new EventTracer(pipeline.settings(), ScanProgress.SILENT, Instant.now()).trace(query);
    }

    /** The only story of the event, as soon as it is in a state. */
    EventStory await(String name, String state) {
        return await(uuid(name), found -> isIn(found, state)).get(0);
    }

    List<EventStory> await(EventQuery query, Predicate<List<EventStory>> end) {
        return Awaitility.await()
                .atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500)) // a look reads all topics
                .pollInSameThread()
                .until(() -> trace(query), end);
    }

    static boolean isIn(List<EventStory> stories, String state) {
        return stories.size() == 1 && stories.get(0).state().equals(state);
    }

    static List<Step> steps(EventStory story) {
        return story.facts().stream().map(Fact::step).toList();
    }
}
