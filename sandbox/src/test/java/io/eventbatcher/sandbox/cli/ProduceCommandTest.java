package io.eventbatcher.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.broker.EmbeddedBroker;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.load.SourceTopics;
import io.eventbatcher.sandbox.registry.EmbeddedRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProduceCommandTest {

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final EmbeddedRegistry registry = EmbeddedRegistry.start(0);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldPublishAndSayWhat() throws Exception {
        // Given
        SourceTopics.create(broker.bootstrapServers(), 2);

        // When
        int status = run("--events", "1000", "--seed", "9", "--invalid", "10");

        // Then
        assertThat(err.toString()).isBlank();
        assertThat(status).isZero();
        assertThat(out.toString())
                .contains("Published 1,000 records with seed 9.")
                .contains("behavioral")
                .contains("undecodable");
    }

    @Test
    void shouldSayWhichTopicsToCreate() {
        // When
        int status = run("--events", "10");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .contains("has no topic hubspot.behavioral-events")
                .hasLineCount(1);
    }

    @Test
    void shouldNameTheOptionOfARegistryThatDoesNotListen() throws Exception {
        // Given
        SourceTopics.create(broker.bootstrapServers(), 2);
        String nowhere = "http://127.0.0.1:" + LoopbackPorts.free();

        // When
        int status = run("--events", "10", "--registry", nowhere);

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("No schema registry listens at " + nowhere, "--registry");
    }

    private int run(String... options) {
        CommandLine command = new CommandLine(new ProduceCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("--bootstrap-servers", broker.bootstrapServers()));
        all.addAll(List.of(options));
        if (!all.contains("--registry")) {
            all.addAll(List.of("--registry", registry.url()));
        }
        return command.execute(all.toArray(String[]::new));
    }
}
