package io.eventbatcher.sandbox.cli;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.LoadException;
import io.eventbatcher.sandbox.load.LoadGenerator;
import io.eventbatcher.sandbox.load.LoadTopics;
import io.eventbatcher.sandbox.load.LoadTruth;
import io.eventbatcher.sandbox.load.Pace;
import io.eventbatcher.sandbox.load.SchemaIds;
import io.eventbatcher.sandbox.load.plan.Fate;
import io.eventbatcher.sandbox.load.plan.LoadPlan;
import io.eventbatcher.sandbox.load.plan.LoadSettings;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes generated events to any broker. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Publish generated events on all routes, with duplicates and invalid ones among them. The topics must exist.")
public final class ProduceCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "localhost:9092";

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry (default: ${DEFAULT-VALUE}).")
    private String registry = "http://localhost:8081";

    @Option(names = "--events", paramLabel = "COUNT", description = "How many (default: ${DEFAULT-VALUE}).")
    private long events = 10_000;

    @Option(
            names = "--duplicates",
            paramLabel = "PERCENT",
            description = "Share of events that repeat an earlier one (default: ${DEFAULT-VALUE}).")
    private double duplicates = 10;

    @Option(
            names = "--invalid",
            paramLabel = "PERCENT",
            description = "Share of events that must become dead letters (default: ${DEFAULT-VALUE}).")
    private double invalid = 2;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "The same seed on the same day (UTC) publishes the same events, which are then duplicates"
                    + " (default: another one each time).")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            paramLabel = "EVENTS/S",
            description = "Publish no faster than this (default: as fast as the broker takes them).")
    private @Nullable Double rate;

    @Option(names = "--behavioral-topic", paramLabel = "TOPIC", description = "Default: ${DEFAULT-VALUE}.")
    private String behavioralTopic = Route.BEHAVIORAL.defaultTopic();

    @Option(names = "--marketing-upsert-topic", paramLabel = "TOPIC", description = "Default: ${DEFAULT-VALUE}.")
    private String marketingUpsertTopic = Route.MARKETING_UPSERT.defaultTopic();

    @Option(names = "--marketing-update-topic", paramLabel = "TOPIC", description = "Default: ${DEFAULT-VALUE}.")
    private String marketingUpdateTopic = Route.MARKETING_UPDATE.defaultTopic();

    /** 0 when all is published; 1, with a sentence on stderr, when something is missing or fails. */
    @Override
    public Integer call() {
        try {
            publish();
            return 0;
        } catch (LoadException | IllegalArgumentException refused) {
            err().println(refused.getMessage());
            if (refused.getCause() instanceof ConnectException) {
                err().println("Start what does not listen, or set its address: --bootstrap-servers, --registry.");
            }
            return 1;
        }
    }

    private void publish() {
        Map<Route, String> topics = topics();
        long chosenSeed = seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed;
        Pace pace = rate == null ? Pace.unlimited() : Pace.perSecond(rate);
        LoadSettings settings = new LoadSettings(
                events,
                duplicates,
                invalid,
                chosenSeed,
                LocalDate.now(ZoneOffset.UTC),
                LoadTopics.partitions(bootstrapServers, topics));
        LoadPlan plan = new LoadPlan(settings, SchemaIds.register(registry, topics));
        LoadGenerator generator = new LoadGenerator(bootstrapServers, topics, pace, this::showProgress);
        generator.publish(plan);
        showSummary(generator.truth(), chosenSeed);
    }

    private Map<Route, String> topics() {
        Map<Route, String> topics = new EnumMap<>(Route.class);
        topics.put(Route.BEHAVIORAL, behavioralTopic);
        topics.put(Route.MARKETING_UPSERT, marketingUpsertTopic);
        topics.put(Route.MARKETING_UPDATE, marketingUpdateTopic);
        return topics;
    }

    private void showProgress(long published) {
        err().printf(Locale.ROOT, "\r%,d of %,d", published, events);
        err().flush();
    }

    private void showSummary(LoadTruth truth, long chosenSeed) {
        err().println();
        PrintWriter out = commandSpec().commandLine().getOut();
        out.printf(Locale.ROOT, "Published %,d records with seed %d.%n", truth.published(), chosenSeed);
        out.printf(Locale.ROOT, "%-18s", "route");
        for (Fate fate : Fate.values()) {
            out.printf(Locale.ROOT, "%13s", fate.name().toLowerCase(Locale.ROOT));
        }
        out.println();
        for (Route route : Route.values()) {
            out.printf(Locale.ROOT, "%-18s", route.label());
            for (Fate fate : Fate.values()) {
                out.printf(Locale.ROOT, "%,13d", truth.count(route, fate));
            }
            out.println();
        }
        out.flush();
    }

    private PrintWriter err() {
        return commandSpec().commandLine().getErr();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("This command is run by picocli only.");
        }
        return spec;
    }
}
