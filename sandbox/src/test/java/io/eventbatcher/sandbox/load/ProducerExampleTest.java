package io.eventbatcher.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.fixtures.AvroBytes;
import io.eventbatcher.fixtures.Events;
import io.eventbatcher.sandbox.load.plan.LoadAccount;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a producer fits the sandbox, and is what the README tells of. */
class ProducerExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/producer");
    private static final Path SOURCES = EXAMPLE.resolve("src/main/java/com/example/orders");

    @Test
    void shouldCompileAndFitTheSandbox(@TempDir Path directory) throws Exception {
        // Given
        String readme = Files.readString(Path.of("../README.md"));
        String program = Files.readString(SOURCES.resolve("OrderPlaced.java"));

        // When
        StringWriter errors = compile(directory, List.of("OrderPlaced", "OneSchemaSerializer"));

        // Then
        assertThat(errors.toString()).isEmpty();
        assertThat(LoadAccount.eventNames()).anyMatch(name -> program.contains("setEventName(\"" + name + "\")"));
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".properties")))
                    .hasSize(3)
                    .allSatisfy(name -> assertThat(readme).contains(name));
        }
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            @SuppressWarnings("unchecked") // as the example has it
            Serializer<SpecificRecord> serializer =
                    (Serializer<SpecificRecord>) classes.loadClass("com.example.orders.OneSchemaSerializer")
                            .getConstructor()
                            .newInstance();
            serializer.configure(Map.of("schema.id", "7"), false);
            BehavioralEvent event = Events.behavioral("u").build();
            assertThat(serializer.serialize("topic", event)).isEqualTo(AvroBytes.withId(7, AvroBytes.bare(event)));
        }
    }

    private static StringWriter compile(Path directory, List<String> names) throws Exception {
        StringWriter errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            compiler.getTask(
                            errors,
                            files,
                            null,
                            List.of("-proc:none", "-d", directory.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(names.stream()
                                    .map(name -> SOURCES.resolve(name + ".java"))
                                    .toList()))
                    .call();
        }
        return errors;
    }
}
