package io.eventbatcher.cli;

import io.eventbatcher.cli.terminal.ConfigurationOption;
import io.eventbatcher.health.Health;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.log.Printable;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the heartbeat of the service that runs on the machine with the given configuration. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Tells whether the service that runs here with this configuration is alive: both halves run and poll, and no thread dies again"
                    + " and again. Reads the heartbeat in state-dir and asks nobody, so an outage of HubSpot or of the registry is no illness.",
            "The exit status is 1 when it is not."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the specification
final class HealthCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration = new ConfigurationOption();

    @Override
    public Integer call() {
        Health health = Health.read(Heartbeat.file(configuration.readWithoutHubSpot()), InstantSource.system());
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.of(health.sentence()));
        out.flush();
        return health.good() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
