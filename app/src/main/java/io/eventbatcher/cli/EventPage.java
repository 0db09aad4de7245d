package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.replay.resolution.Resolution;
import io.eventbatcher.replay.trace.EventStory;
import io.eventbatcher.replay.trace.Fact;
import io.eventbatcher.replay.trace.TraceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stories of events: a table of steps for people, an object for each step for programs. */
final class EventPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIME = 21;
    private static final int STEP = 11;

    private final TraceReport report;

    EventPage(TraceReport report) {
        this.report = report;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (EventStory story : report.stories()) {
            lines.addAll(LetterTexts.wrapped(title(story), "", "  "));
            lines.add("");
            lines.add(cell("TIME (UTC)", TIME) + cell("STEP", STEP) + "PROOF");
            story.facts().forEach(fact -> lines.addAll(lines(fact)));
            lines.add("");
            report.gone().forEach(gone -> lines.addAll(LetterTexts.wrapped(gone, "", "")));
            lines.addAll(LetterTexts.wrapped("Now: " + story.ending(), "", "     "));
            lines.add("");
        }
        lines.remove(lines.size() - 1);
        if (report.left() > 0) {
            lines.add(0, "");
            lines.add(
                    0,
                    "These are the newest " + report.stories().size() + " events; "
                            + LetterTexts.count(report.left(), "older one") + " left out. --limit N shows more.");
        }
        return lines;
    }

    private static String title(EventStory story) {
        return "Event " + (story.uuid() == null ? "without a readable uuid" : story.uuid())
                + story.route().map(route -> ", route " + route.label()).orElse("")
                + (story.name() == null ? "" : ", " + story.name()) + ", from " + Resolution.text(story.origin());
    }

    private static List<String> lines(Fact fact) {
        List<String> lines = new ArrayList<>();
        String first = cell(time(fact.at()), TIME) + cell(fact.step().label(), STEP);
        String further = " ".repeat(TIME + STEP);
        if (!fact.where().isEmpty()) {
            lines.addAll(LetterTexts.wrapped(fact.where(), first, further));
        }
        lines.addAll(LetterTexts.wrapped(fact.text(), lines.isEmpty() ? first : further, further));
        return lines;
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : LetterTexts.time(at.toEpochMilli());
    }

    private static String cell(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** An object for each fact, for each state, and for each topic that has let records go. */
    List<ObjectNode> json() {
        List<ObjectNode> objects = new ArrayList<>();
        for (EventStory story : report.stories()) {
            for (Fact fact : story.facts()) {
                ObjectNode json = of(story).put("step", fact.step().label());
                if (fact.at() != null) {
                    json.put("at", fact.at().toString());
                }
                if (!fact.where().isEmpty()) {
                    json.put("where", fact.where());
                }
                json.put("text", fact.text());
                fact.details().forEach(json::put);
                objects.add(json);
            }
            objects.add(of(story).put("now", story.state()).put("text", story.ending()));
        }
        report.gone().forEach(gone -> objects.add(JSON.createObjectNode().put("gone", gone)));
        return objects;
    }

    private static ObjectNode of(EventStory story) {
        ObjectNode json = JSON.createObjectNode().put("origin", Resolution.text(story.origin()));
        story.route().ifPresent(route -> json.put("route", route.label()));
        return story.uuid() == null ? json : json.put("uuid", story.uuid());
    }
}
