package io.eventbatcher.console.page.event;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.PersonalData;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.trace.EventQuery;
import io.eventbatcher.replay.trace.EventTracer;
import io.eventbatcher.replay.trace.TraceReport;
import io.eventbatcher.time.Clocks;
import java.util.Optional;
import java.util.function.BiFunction;

/** Where is my event? */
public final class EventPage implements Page {
    private static final int MOST_STORIES = 20;

    private final BiFunction<EventQuery, ScanProgress, TraceReport> topics;
    private final Readings readings;
    private final History history;
    private final Clocks clocks;

    public EventPage(Settings settings, Readings readings, History history, Clocks clocks) {
        this(
                (query, progress) -> new EventTracer(settings, progress, clocks.instant()).trace(query),
                readings,
                history,
                clocks);
    }

    /** @param topics answer a question */
    EventPage(
            BiFunction<EventQuery, ScanProgress, TraceReport> topics,
            Readings readings,
            History history,
            Clocks clocks) {
        this.topics = topics;
        this.readings = readings;
        this.history = history;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return Question.PATH;
    }

    @Override
    public String tab() {
        return "Event";
    }

    @Override
    public Response get(Visit visit) throws RefusedException {
        Optional<Question> asked = Question.of(visit);
        if (asked.isEmpty()) {
            return visit.page("Event", heading(visit, asked));
        }
        Question question = asked.get();
        if (question.isOutOfPlace(visit)) {
            return Response.seeOther(question.link(visit));
        }
        EventQuery query =
                EventQuery.of(question.by(), question.text(), question.since(), MOST_STORIES, clocks.instant());
        Reading<TraceReport> reading = readings.ask("event " + question, progress -> topics.apply(query, progress));
        return visit.page(
                "Event",
                heading(visit, asked),
                reading,
                report -> new EventText(question, visit, reading.at()).html(report));
    }

    private static Html heading(Visit visit, Optional<Question> asked) {
        return Html.of(
                "<h1>Where is my event?</h1><p class=\"lead\">Every step that topics prove, from the source record to the receipt or the dead"
                        + " letter.</p>{}",
                EventForm.of(visit, asked));
    }

    /** A question and a look at personal data change nothing. */
    @Override
    public Role neededToPost() {
        return Role.LOOK;
    }

    @Override
    public Response post(Visit visit) throws RefusedException {
        Question question = Question.sent(visit.request().form());
        if (visit.request().form().asMap().containsKey("why")) {
            PersonalData.show(visit, question.subject(visit), history);
        }
        return Response.seeOther(question.link(visit));
    }
}
