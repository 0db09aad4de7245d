package io.eventbatcher.console.page.history;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.html.Html;
import io.eventbatcher.console.http.Response;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Times;
import io.eventbatcher.console.page.Visit;
import io.eventbatcher.console.reading.Reading;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.replay.resolution.HistoryEntry;
import io.eventbatcher.replay.resolution.Resolutions;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The looks and acts of people at consoles, newest first. */
public final class HistoryPage implements Page {
    private static final int MOST = 500;
    private static final Comparator<HistoryEntry> BY_TIME = Comparator.comparing(HistoryEntry::at);

    private final Settings settings;
    private final Readings readings;
    private final Clocks clocks;

    public HistoryPage(Settings settings, Readings readings, Clocks clocks) {
        this.settings = settings;
        this.readings = readings;
        this.clocks = clocks;
    }

    @Override
    public String path() {
        return "/console/history";
    }

    @Override
    public String tab() {
        return "History";
    }

    @Override
    public Response get(Visit visit) {
        Reading<List<HistoryEntry>> reading = readings.ask("history", this::read);
        Html heading = Html.of(
                "<h1>History</h1><p class=\"lead\">Who has looked at personal data and given orders at consoles, and why."
                        + " Kept for 90 days.</p>");
        return visit.page("History", heading, reading, this::content);
    }

    private List<HistoryEntry> read(ScanProgress progress) {
        PriorityQueue<HistoryEntry> newest = new PriorityQueue<>(BY_TIME);
        Resolutions.forEachEntry(settings, progress, entry -> {
            newest.add(entry);
            if (newest.size() > MOST) {
                newest.remove();
            }
        });
        return newest.stream().sorted(BY_TIME.reversed()).toList();
    }

    private Html content(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return Html.of("<p class=\"notice\">Nobody has looked or acted yet.</p>");
        }
        Instant now = clocks.instant();
        Html rows = entries.stream()
                .map(entry -> Html.of(
                        "<tr><td class=\"time\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                        Times.of(entry.at(), now),
                        entry.by(),
                        entry.what(),
                        entry.subject(),
                        entry.why()))
                .collect(Html.joined());
        return Html.of("""
                <div class="scroll"><table><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th>
                <th scope="col">About</th><th scope="col">Why</th></tr></thead><tbody>{}</tbody></table></div>
                """, rows);
    }
}
