package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.sandbox.demo.Books;
import io.eventbatcher.sandbox.demo.BooksReport;
import io.eventbatcher.sandbox.demo.Demo;
import io.eventbatcher.sandbox.demo.DemoSettings;
import io.eventbatcher.sandbox.demo.TerminalDisplay;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kafka broker, a schema registry, the HubSpot simulator and the service in one process, publishes events, and"
                    + " checks that every one of them was delivered, was a duplicate, or is a dead letter.",
            "Exit status 0 only if the books balance against what the simulator received."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class DemoCommand implements Callable<Integer> {
    private static final int OUT_OF_BALANCE = 1;

    @Option(
            names = "--events",
            defaultValue = "200000",
            description = "Records to publish on all routes together (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--duplicates",
            paramLabel = "PERCENT",
            defaultValue = "10",
            description = "How many of 100 repeat an earlier event (default: ${DEFAULT-VALUE}).")
    private double duplicates;

    @Option(
            names = "--invalid",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "How many of 100 must become dead letters (default: ${DEFAULT-VALUE}).")
    private double invalid;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed on the same day gives the same events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--latency",
            paramLabel = "SPAN",
            defaultValue = "50ms",
            converter = SpanOption.BareMillis.class,
            description = "How long the simulator takes for an answer, like 50ms (default: ${DEFAULT-VALUE}).")
    private Duration latency;

    @Option(
            names = "--keep-running",
            description =
                    "Stays up when the books are closed, until Ctrl-C, so that the topics and the simulator can be looked at.")
    private boolean keepRunning;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        check();
        output.say("Starting a broker, a registry, the simulator and the service …");
        try (Demo demo =
                Demo.start(new DemoSettings(events, duplicates, invalid, seed, latency), keepRunning, Clocks.SYSTEM)) {
            demo.console().ifPresent(address -> output.say("The console is at " + address));
            Books books = demo.run(
                    new TerminalDisplay(output.people(), !output.json() && CommandLine.Help.Ansi.AUTO.enabled()));
            if (output.json()) {
                output.object(BooksReport.json(books));
            } else {
                BooksReport.print(books, output.people());
            }
            if (keepRunning) {
                output.say("Kafka at %s, registry at %s, simulator at %s/_simulator/counters; stop with Ctrl-C."
                        .formatted(
                                demo.stack().broker().bootstrapServers(),
                                demo.stack().registry().url(),
                                demo.stack().simulator().baseUrl()));
                output.say(
                        "Commands about the running service take --config %s; 'event-batcher dead-letters summary' is one."
                                .formatted(demo.configuration()));
                new CountDownLatch(1).await();
            }
            return books.balanced() ? 0 : OUT_OF_BALANCE;
        }
    }

    private void check() {
        if (events < 1) {
            throw output.wrong("--events must be 1 or more, not " + events + ".");
        }
        if (duplicates < 0 || invalid < 0 || duplicates + invalid > 100) {
            throw output.wrong("--duplicates and --invalid are percentages: 0 to 100 each, and at most 100 together.");
        }
    }
}
