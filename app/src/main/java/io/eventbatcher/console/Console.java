package io.eventbatcher.console;

import com.sun.net.httpserver.HttpHandler;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.history.History;
import io.eventbatcher.console.http.Server;
import io.eventbatcher.console.page.Page;
import io.eventbatcher.console.page.Pages;
import io.eventbatcher.console.page.books.BooksPage;
import io.eventbatcher.console.page.event.EventPage;
import io.eventbatcher.console.page.history.HistoryPage;
import io.eventbatcher.console.page.letters.IssuesPage;
import io.eventbatcher.console.page.letters.LetterPage;
import io.eventbatcher.console.page.letters.LettersPage;
import io.eventbatcher.console.page.now.NowPage;
import io.eventbatcher.console.page.now.OrderPage;
import io.eventbatcher.console.page.replays.ReplayPages;
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.console.run.ConsoleRuns;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** The console of an instance. */
public final class Console {
    /** Begins the path of every page. */
    private static final String PATH = "/console/";

    private final Readings readings;
    private final ConsoleRuns runs;
    private final Server server;

    private Console(Readings readings, ConsoleRuns runs, Server server) {
        this.readings = readings;
        this.runs = runs;
        this.server = server;
    }

    /**
     * Opens the console, if the settings say so.
     *
     * @param status of the whole system, newest
     * @param sentences explain failures of Kafka, as clauses
     * @param port takes a path and the handler of the requests whose paths begin so
     */
    public static Optional<Console> open(
            Settings settings,
            Supplier<SystemStatus> status,
            Function<KafkaException, String> sentences,
            BiConsumer<String, HttpHandler> port,
            Clocks clocks) {
        if (!settings.http().console().enabled()) {
            return Optional.empty();
        }
        Readings readings = new Readings(sentences, clocks);
        History history = new History(settings, clocks);
        ConsoleRuns runs = new ConsoleRuns(settings, sentences, clocks);
        // the order of the navigation
        List<Page> pages = new ArrayList<>(List.of(
                new NowPage(status, clocks),
                new OrderPage(settings, history, clocks),
                new IssuesPage(settings, readings, clocks),
                new LettersPage(settings, readings, clocks),
                new LetterPage(settings, readings, history, clocks)));
        pages.addAll(ReplayPages.all(settings, readings, runs, history, clocks));
        pages.add(new EventPage(settings, readings, history, clocks));
        pages.add(new BooksPage(settings, readings, clocks));
        pages.add(new HistoryPage(settings, readings, clocks));
        Access access = new Access(settings.http().console(), clocks);
        Server server = new Server(new Pages(settings, access, pages, sentences)::answer);
        port.accept(PATH, server);
        return Optional.of(new Console(readings, runs, server));
    }

    /** Answers no request any more, and asks runs of replays to end; waits for nothing. */
    public void stops() {
        server.close();
        readings.close();
        runs.stops();
    }

    /** Waits for the ends of runs so long at most; a run that has not ended then can be resumed all the same. */
    public void close(Duration bound) {
        stops();
        runs.close(bound);
    }
}
