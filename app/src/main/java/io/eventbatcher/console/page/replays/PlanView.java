package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.html.Link;
import io.eventbatcher.console.page.Masks;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.replay.letter.LetterGroup;
import io.eventbatcher.replay.letter.LetterKind;
import io.eventbatcher.replay.plan.Exclusion;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.Untold;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as tables: the letters by kind, and those that are left out, each with the reason. */
final class PlanView {
    private static final int MOST_GROUPS = 50;

    private PlanView() {}

    static Html of(ReplayPlan plan, Instant now) {
        return Html.of("{}{}{}", groups(plan), leftOut(plan.leftOut()), untold(plan.untold(), now));
    }

    private static Html groups(ReplayPlan plan) {
        if (plan.groups().isEmpty()) {
            return Html.EMPTY;
        }
        Html rows = plan.groups().stream().limit(MOST_GROUPS).map(PlanView::row).collect(Html.joined());
        int more = plan.groups().size() - MOST_GROUPS;
        return Html.of("""
                <div class="scroll"><table id="plan-groups"><caption class="hidden">Letters by kind</caption><thead><tr><th scope="col">Kind</th>
                <th scope="col" class="number">Letters</th><th scope="col">Reason</th><th scope="col">About</th></tr></thead>
                <tbody>{}</tbody></table></div>{}
                """, rows, more > 0 ? Html.of("<p>And {}.</p>", Times.count(more, "further kind")) : Html.EMPTY);
    }

    private static Html row(LetterGroup group) {
        LetterKind kind = group.kind();
        String about = Stream.of(kind.route(), kind.eventName(), Masks.text(kind.pattern()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        Html name = group.id().isEmpty()
                ? Html.text("–")
                : Html.of("<a href=\"{}\">{}</a>", Link.to("/console/letters").with("group", group.id()), group.id());
        return Html.of(
                "<tr><td>{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>",
                name,
                Times.number(group.count()),
                kind.reason(),
                about);
    }

    private static Html leftOut(Map<Exclusion, Long> leftOut) {
        if (leftOut.isEmpty()) {
            return Html.EMPTY;
        }
        Map<Exclusion, Long> sorted = new EnumMap<>(leftOut);
        Html rows = sorted.entrySet().stream()
                .map(reason -> Html.of(
                        "<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td></tr>",
                        Times.number(reason.getValue()),
                        reason.getKey().label(),
                        reason.getKey().sentence()))
                .collect(Html.joined());
        long all = leftOut.values().stream().mapToLong(Long::longValue).sum();
        return Html.of("""
                <h2>Left out: {}</h2><div class="scroll"><table id="plan-left-out"><caption class="hidden">Letters that are left out</caption>
                <thead><tr><th scope="col" class="number">Letters</th><th scope="col">State</th><th scope="col">Why</th></tr></thead>
                <tbody>{}</tbody></table></div>
                """, Times.number(all), rows);
    }

    private static Html untold(Untold untold, Instant now) {
        return untold.letters() == 0
                ? Html.EMPTY
                : Html.of(
                        "<p class=\"notice\">For {} older than {} nobody can tell if HubSpot took a later change: the receipts of that time"
                                + " are gone.</p>",
                        Times.count(untold.letters(), "letter"),
                        Times.of(untold.before(), now));
    }
}
