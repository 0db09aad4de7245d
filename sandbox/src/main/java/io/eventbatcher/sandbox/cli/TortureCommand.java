package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.SpanOption;
import io.eventbatcher.sandbox.torture.Torture;
import io.eventbatcher.sandbox.torture.TortureNotBegunException;
import io.eventbatcher.sandbox.torture.TortureReport;
import io.eventbatcher.sandbox.torture.TortureSettings;
import io.eventbatcher.sandbox.torture.TortureWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the real service under faults and checks the promises. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kafka broker, a schema registry and the HubSpot simulator here, and the service in processes of its own; publishes"
                    + " events while processes are killed and everything they need fails; lets it come to rest; and checks that nothing"
                    + " was lost, doubled without reason, disordered or said falsely.",
            "Exit status 0 only if every check passes. The same seed gives the same events, the same schedule and the same draws."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TortureCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--seconds",
            paramLabel = "SPAN",
            defaultValue = "120",
            converter = SpanOption.BareSeconds.class,
            description = "How long load and faults last; start and drain come on top (default: ${DEFAULT-VALUE}).")
    private Duration length;

    @Option(names = "--seed", defaultValue = "1", description = "Decides all chance (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--instances", defaultValue = "2", description = "Service processes (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS",
            defaultValue = "" + TortureSettings.DEFAULT_RATE,
            description = "Records published in a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            defaultValue = Option.NULL_VALUE,
            description = "Only these kinds, separated by commas; 'none' for none (default: all).")
    private Set<String> faults;

    @Option(
            names = "--patience",
            paramLabel = "SPAN",
            defaultValue = "180",
            converter = SpanOption.BareSeconds.class,
            description = "How long all may take to come to rest (default: ${DEFAULT-VALUE}).")
    private Duration patience;

    @Option(names = "--keep", description = "Keeps logs and state, also when every check passes.")
    private boolean keep;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws InterruptedException {
        TortureSettings settings = settings();
        output.say("Seed " + seed + ": starting a broker, a registry, the simulator and " + instances + " processes …");
        try (Torture torture = Torture.start(settings, Clock.systemUTC(), output::say)) {
            TortureReport report = torture.run();
            if (output.json()) {
                output.object(TortureWriter.json(report));
            } else {
                TortureWriter.print(report, output.people());
            }
            if (report.clean() && !keep) {
                torture.forget();
            }
            return report.clean() ? 0 : FAILED;
        } catch (TortureNotBegunException without) {
            throw new CommandFailedException(String.valueOf(without.getMessage()));
        }
    }

    private TortureSettings settings() {
        try {
            return new TortureSettings(
                    length,
                    seed,
                    instances,
                    rate,
                    faults != null && faults.contains("none") ? 0 : TortureSettings.DEFAULT_BACKGROUND,
                    chosen(),
                    patience);
        } catch (IllegalArgumentException wrong) {
            throw output.wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private Set<String> chosen() {
        if (faults == null) {
            return TortureSettings.allFaults();
        }
        return faults.contains("none") ? Set.of() : faults;
    }
}
