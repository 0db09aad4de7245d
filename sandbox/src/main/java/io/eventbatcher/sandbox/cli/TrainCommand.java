package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.sandbox.training.TrainingFailedException;
import io.eventbatcher.sandbox.training.TrainingRun;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a service for the sake of its JVM. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the service by the command, until a load of all routes has come to its end in a Kafka, a registry and a HubSpot of its own, and"
                    + " stops it: a training run, of which a JVM keeps what later starts need not find out again.",
            "For example: event-batcher train -- java -XX:AOTCacheOutput=classes.aot -cp … io.eventbatcher.cli.EventBatcher"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TrainCommand implements Callable<Integer> {
    @Option(
            names = "--events",
            defaultValue = "50000",
            description = "Records to publish on all routes together (default: ${DEFAULT-VALUE}).")
    private long events;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "1..*",
            description = "Java and the main class, behind two hyphens; 'run' and its options are added.")
    private List<String> command;

    /** The service's own exit status. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return new TrainingRun(command, events).run();
        } catch (TrainingFailedException failed) {
            throw new CommandFailedException(String.valueOf(failed.getMessage()));
        }
    }
}
