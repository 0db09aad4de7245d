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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README gives to producers compiles as it stands, and works against the sandbox. */
class ReadmeSnippetsTest {
    private static final Pattern CLASS = Pattern.compile("(?s)```java\\R(.*?public class (\\w+).*?)```");

    @Test
    void shouldCompileAndFitTheSandbox(@TempDir Path directory) throws Exception {
        // Given
        String readme = Files.readString(Path.of("../README.md"));
        Matcher snippets = CLASS.matcher(readme);
        while (snippets.find()) {
            Files.writeString(directory.resolve(snippets.group(2) + ".java"), snippets.group(1));
        }

        // When
        StringWriter errors = compile(directory, List.of("OrderPlaced", "OneSchemaSerializer"));

        // Then
        assertThat(errors.toString()).isEmpty();
        assertThat(readme)
                .contains("setEventName(\"pe")
                .satisfies(text -> assertThat(LoadAccount.eventNames())
                        .anyMatch(name -> text.contains("setEventName(\"" + name + "\")")));
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            @SuppressWarnings("unchecked") // as the README has it
            Serializer<SpecificRecord> serializer = (Serializer<SpecificRecord>)
                    classes.loadClass("OneSchemaSerializer").getConstructor().newInstance();
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
                                    .map(name -> directory.resolve(name + ".java"))
                                    .toList()))
                    .call();
        }
        return errors;
    }
}
