package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.replay.letter.LetterGroup;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.PlanWords;
import io.eventbatcher.replay.plan.ReplayPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plans in words: the letters by kind, and those that are left out, each with the reason. */
final class PlanText {
    private static final int MOST_GROUPS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanText() {}

    /** The number of letters, the least time that they take, and the letters that go before the others. */
    static List<String> sentences(ReplayPlan plan) {
        int letters = plan.places().size();
        if (letters == 0) {
            return List.of("0 events to replay.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(LetterTexts.count(letters, "event") + " to replay, at " + PlanWords.rate(plan.rate())
                + " at most: in " + PlanWords.span(plan.duration()) + " or more.");
        int first = plan.order().first();
        if (first > 0 && first < letters) {
            sentences.add("First " + LetterTexts.number(first) + " of them; the other "
                    + LetterTexts.number(letters - first) + " only if none of these dies again.");
        }
        return sentences;
    }

    /** The kinds of the plan's letters, and the letters that are left out. */
    static List<String> lines(ReplayPlan plan) {
        List<String> lines = new ArrayList<>();
        if (!plan.groups().isEmpty()) {
            Columns table = new Columns();
            table.add("  GROUP", "LETTERS", "REASON", "ABOUT");
            plan.groups().stream().limit(MOST_GROUPS).forEach(group -> table.add(row(group)));
            lines.addAll(table.lines());
            if (plan.groups().size() > MOST_GROUPS) {
                lines.add("  and " + LetterTexts.count(plan.groups().size() - MOST_GROUPS, "further kind"));
            }
        }
        if (plan.leftOutCount() > 0) {
            lines.add("Left out: " + LetterTexts.number(plan.leftOutCount()));
            Columns table = new Columns();
            sorted(plan.leftOut())
                    .forEach((reason, count) ->
                            table.add("  " + LetterTexts.number(count), reason.label(), reason.sentence()));
            lines.addAll(table.lines());
        }
        if (plan.untold().letters() > 0) {
            lines.add("For " + LetterTexts.count(plan.untold().letters(), "letter") + " older than "
                    + LetterTexts.time(plan.untold().before().toEpochMilli())
                    + " UTC nobody can tell if HubSpot took a later change: the receipts of that time are gone.");
        }
        return lines;
    }

    private static String[] row(LetterGroup group) {
        LetterKind kind = group.kind();
        String about = LetterTexts.about(kind.route(), kind.eventName(), kind.pattern());
        return new String[] {
            "  " + (group.id().isEmpty() ? "-" : group.id()),
            LetterTexts.number(group.count()),
            kind.reason(),
            LetterTexts.cut(about, 60)
        };
    }

    private static Map<Exclusion, Long> sorted(Map<Exclusion, Long> leftOut) {
        return new TreeMap<>(leftOut);
    }

    static ObjectNode json(ReplayPlan plan) {
        ObjectNode json = JSON.createObjectNode()
                .put("letters", plan.places().size())
                .put("rate", plan.rate())
                .put("seconds", plan.duration().toMillis() / 1000.0)
                .put("filter", plan.order().filter().toString());
        ObjectNode leftOut = json.putObject("leftOut");
        sorted(plan.leftOut()).forEach((reason, count) -> leftOut.put(reason.label(), count));
        if (plan.untold().letters() > 0) {
            json.putObject("untold")
                    .put("letters", plan.untold().letters())
                    .put("before", plan.untold().before().toString());
        }
        var groups = json.putArray("groups");
        plan.groups()
                .forEach(group -> groups.addObject()
                        .put("group", group.id())
                        .put("letters", group.count())
                        .put("reason", group.kind().reason())
                        .put("route", group.kind().route())
                        .put("eventName", group.kind().eventName())
                        .put("message", group.kind().pattern()));
        return JSON.createObjectNode().set("plan", json);
    }
}
