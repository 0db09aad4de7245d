package io.eventbatcher.console.page.replays;

import io.eventbatcher.config.Settings;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.console.run.ConsoleRuns;
import io.eventbatcher.console.run.Plans;
import io.eventbatcher.time.Clocks;
import java.util.List;

/** The pages of this room. */
public final class ReplayPages {
    private ReplayPages() {}

    public static List<Page> all(
            Settings settings, Readings readings, ConsoleRuns runs, History history, Clocks clocks) {
        return all(new Desk(settings, readings, new Plans(readings, clocks), runs, history, clocks));
    }

    static List<Page> all(Desk desk) {
        return List.of(
                new RunsPage(desk),
                new RunPage(desk),
                new CancelPage(desk),
                new ResumePage(desk),
                new ReplayPage(desk),
                new EditPage(desk),
                new MarkPage(desk, Marking.DISCARD),
                new MarkPage(desk, Marking.RESTORE));
    }
}
