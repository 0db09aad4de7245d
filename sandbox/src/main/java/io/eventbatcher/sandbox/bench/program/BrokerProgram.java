package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded broker in a process of its own. */
public final class BrokerProgram implements AutoCloseable {
    private final Program program;
    private final String bootstrapServers;

    private BrokerProgram(Program program, String bootstrapServers) {
        this.program = program;
        this.bootstrapServers = bootstrapServers;
    }

    public static BrokerProgram start(Path directory, Cores cores) {
        Program program = Program.start(
                directory.resolve("broker.log"),
                cores,
                List.of(),
                Map.of(),
                List.of(Program.PART, "broker", directory.resolve("broker").toString()));
        return new BrokerProgram(program, program.answer());
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public ProcessCpu cpu() {
        return program.cpu();
    }

    @Override
    public void close() {
        program.close();
    }

    /** What the process does: tells its address, and runs until its stdin ends. */
    public static void serve(Path directory, PrintStream out) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(LoopbackPorts.free(), directory)) {
            out.println(broker.bootstrapServers());
            out.flush();
            while (System.in.read() >= 0) {
                // nothing is asked
            }
        }
    }
}
