package io.eventbatcher.sandbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.bench.floor.Floor;
import io.eventbatcher.sandbox.bench.program.BrokerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the processes of {@code bench} run beside the service. They end with their stdin. */
@Command(name = "bench-part", hidden = true, description = "A process of bench: talks to it by stdin and stdout.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class BenchPartCommand {
    @Command(name = "broker", description = "The embedded broker.")
    int broker(@Parameters(paramLabel = "DIRECTORY") Path directory) throws IOException {
        BrokerProgram.serve(directory, System.out);
        return 0;
    }

    @Command(name = "floor", description = "The floor.")
    int floor(
            @Parameters(paramLabel = "CONFIGURATION") Path configuration,
            @Parameters(paramLabel = "ROUTE") String route)
            throws IOException, InterruptedException {
        Floor.serve(
                configuration,
                Route.labelled(route).orElseThrow(),
                new BufferedReader(new InputStreamReader(System.in, UTF_8)),
                System.out);
        return 0;
    }
}
