package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as operators get it: by the configuration of the service, in a process of its own. */
class LogLinesTest {
    /** Logs a message, a key-value pair and an exception, all with text from outside. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Logger log = LoggerFactory.getLogger("io.eventbatcher.Sample");
            String forged = "\r\n2026-01-01T00:00:00.000Z INFO forged\u001b[2J\u202e\u2028";
            log.atInfo().addKeyValue("why", forged).log("HubSpot says {}", forged);
            log.atWarn().setCause(new IllegalStateException("no" + forged)).log("A bug.");
        }
    }

    @Test
    void shouldForgeNoLineAndSteerNoTerminal() throws Exception {
        // Given
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-Dstderr.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true);

        // When
        Process run = program.start();
        String log = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        List<String> lines = log.lines().toList();
        assertThat(run.waitFor()).as(log).isZero();
        assertThat(lines.get(0))
                .contains("HubSpot says \\r\\n2026-01-01T00:00:00.000Z INFO forged?[2J??")
                .contains("why=\\r\\n2026");
        assertThat(lines.get(1).strip()).endsWith("A bug.");
        assertThat(lines.subList(2, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("  "));
        assertThat(log.chars())
                .noneMatch(character -> character != '\n' && character != '\t' && Character.isISOControl(character));
    }
}
