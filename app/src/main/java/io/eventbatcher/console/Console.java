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
import io.eventbatcher.console.reading.Readings;
import io.eventbatcher.status.SystemStatus;
import io.eventbatcher.time.Clocks;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** The console of an instance. */
public final class Console implements AutoCloseable {
    /** Begins the path of every page. */
    private static final String PATH = "/console/";

    private final Readings readings;
    private final Server server;

    private Console(Readings readings, Server server) {
        this.readings = readings;
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
        // the order of the navigation
        List<Page> pages = List.of(
                new NowPage(status, clocks),
                new OrderPage(settings, history, clocks),
                new IssuesPage(settings, readings, clocks),
                new LettersPage(settings, readings, clocks),
                new LetterPage(settings, readings, history, clocks),
                new EventPage(settings, readings, history, clocks),
                new BooksPage(settings, readings, clocks),
                new HistoryPage(settings, readings, clocks));
        Access access = new Access(settings.http().console(), clocks);
        Server server = new Server(new Pages(settings, access, pages, sentences)::answer);
        port.accept(PATH, server);
        return Optional.of(new Console(readings, server));
    }

    @Override
    public void close() {
        server.close();
        readings.close();
    }
}
