package io.eventbatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopologyCommandTest {
    @Test
    void shouldPrintTheFlowWithoutAConfiguration() {
        StringWriter out = new StringWriter();
        CommandLine commandLine = EventBatcher.commandLine().setOut(new PrintWriter(out));

        int status = commandLine.execute("topology");

        assertThat(status).isZero();
        assertThat(out.toString()).contains("Topologies:", "behavioral-dedupe", "hubspot.batches.marketing-update");
    }
}
