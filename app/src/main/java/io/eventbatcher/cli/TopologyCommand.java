package io.eventbatcher.cli;

import io.eventbatcher.batching.BatchingTopology;
import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.route.Route;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the topology of the batching half. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Prints the Kafka Streams topology: its sub-topologies, processors, stores and topics.")
final class TopologyCommand implements Callable<Integer> {
    /** Values of the keys that have no default. */
    private static final Map<String, String> UNUSED =
            Map.of("kafka.bootstrap-servers", "unused:9092", "registry.url", "http://unused");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration, for its topics and routes; the defaults unless given.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Settings settings = file == null ? Settings.of(UNUSED) : SettingsFile.read(file, System.getenv());
        String flow = BatchingTopology.build(settings, TopologyCommand::unused)
                .describe()
                .toString();
        if (spec != null) {
            spec.commandLine().getOut().print(flow);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    /** An ingest that is never used: Kafka Streams instantiates each processor for the description. */
    private static Ingest unused(Route route) {
        return Ingest.of(
                route,
                id -> {
                    throw new IllegalStateException("the topology is printed, not run");
                },
                origin -> {
                    throw new IllegalStateException("the topology is printed, not run");
                });
    }
}
