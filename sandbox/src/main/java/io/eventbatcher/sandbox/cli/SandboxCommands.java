package io.eventbatcher.sandbox.cli;

import io.eventbatcher.cli.CommandSource;
import java.util.List;

/** The sandbox's commands, found on the class path by the command line. */
public final class SandboxCommands implements CommandSource {
    @Override
    public List<Object> commands() {
        return List.of(
                new DemoCommand(),
                new BenchCommand(),
                new BenchPartCommand(),
                new SimulatorCommand(),
                new ProduceCommand(),
                new TortureCommand(),
                new TrainCommand());
    }
}
