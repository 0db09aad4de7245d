package io.eventbatcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eventbatcher.cli.terminal.Columns;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.cli.terminal.JsonText;
import io.eventbatcher.config.Settings;
import io.eventbatcher.service.KafkaErrorMessages;
import io.eventbatcher.service.ProvisionResult;
import io.eventbatcher.service.ProvisionResult.Action;
import io.eventbatcher.service.TopicProvisioner;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates missing topics of the service, checks existing topics, and registers the schemas. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Creates the service's own topics that do not exist yet, checks sizes, retention, cleanup and lanes of those that do, and"
                    + " registers the schemas of events. Existing topics are never changed, but for partitions that ingest's changelogs and the"
                    + " replay topic lack; source topics belong to their producers.",
            "The exit status is 1 when something does not fit or could not be done."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class TopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Option(names = "--dry-run", description = "Only says what would be done.")
    private boolean dryRun;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of each partition; the broker's default unless given.")
    private @Nullable Short replicationFactor;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description = "Also creates missing source topics, with N partitions each.")
    private @Nullable Integer sources;

    @Option(names = "--no-schemas", description = "Leaves the schema registry alone.")
    private boolean noSchemas;

    @Option(names = "--json", description = "Prints a JSON array instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        if ((replicationFactor != null && replicationFactor < 1) || (sources != null && sources < 1)) {
            throw new ParameterException(spec.commandLine(), "--replication-factor and --sources are at least 1.");
        }
        Settings settings = configuration.read();
        TopicProvisioner.Options options = new TopicProvisioner.Options(
                dryRun, Optional.ofNullable(replicationFactor), Optional.ofNullable(sources), !noSchemas);
        try {
            List<ProvisionResult> results = new TopicProvisioner(settings, options).run();
            print(results);
            return results.stream().anyMatch(result -> result.action() == Action.FAILED)
                    ? ExitCode.SOFTWARE
                    : ExitCode.OK;
        } catch (KafkaException failure) {
            throw new CommandFailedException(
                    "Kafka did not do it: " + KafkaErrorMessages.explain(failure, settings) + ".");
        }
    }

    private void print(List<ProvisionResult> results) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(results));
            out.flush();
        } else {
            Columns table = new Columns();
            results.forEach(result -> table.add(text(result.action()), result.what(), result.name(), result.detail()));
            table.print(out);
        }
    }

    private static String text(Action action) {
        return switch (action) {
            case CREATED -> "created";
            case WOULD_CREATE -> "would create";
            case REGISTERED -> "registered";
            case WOULD_REGISTER -> "would register";
            case OK -> "ok";
            case MISSING -> "missing";
            case FAILED -> "FAILED";
        };
    }

    private static String json(List<ProvisionResult> results) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        results.forEach(result -> array.addObject()
                .put("result", text(result.action()))
                .put("what", result.what())
                .put("name", result.name())
                .put("detail", result.detail()));
        return JsonText.of(array);
    }
}
