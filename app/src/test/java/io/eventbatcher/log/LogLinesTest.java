package io.eventbatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventbatcher.log.line.ServiceLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log as operators get it: by the configuration of the service, in a process of its own. */
class LogLinesTest {
    /** Characters that forge lines, steer terminals, end strings or break strict parsers. */
    private static final String HOSTILE =
            "\r\n2026-01-01T00:00:00.000Z INFO forged\u001b[2J\u202e\u2028\u2029\u0000\u007f\"\\ \ud83d\ude00 end";

    /** A value from outside whose text cannot be made. */
    private static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** Logs messages, key-value pairs and exceptions with text from outside, by ourselves, a library, the JDK's loggers and a dying thread. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            ServiceLog.use(LogFormat.valueOf(arguments[0]));
            Logger log = LoggerFactory.getLogger("io.eventbatcher.Sample");
            log.atInfo().addKeyValue("why", HOSTILE).addKeyValue("count", 7).log("HubSpot says {}", HOSTILE);
            log.atWarn().setCause(new IllegalStateException("no" + HOSTILE)).log("A bug.");
            log.atInfo()
                    .addKeyValue("why", new Unprintable())
                    .addKeyValue("half", "\ud800")
                    .log("odd");
            Logger library = LoggerFactory.getLogger("org.library.Sample");
            library.warn(
                    "Library says {}", HOSTILE, new IllegalStateException("outer", new IllegalStateException(HOSTILE)));
            java.util.logging.Logger.getLogger("org.jdk.Sample").warning("JDK says " + HOSTILE);
            Thread thread = new Thread(
                    () -> {
                        throw new IllegalStateException(HOSTILE);
                    },
                    "dying");
            thread.start();
            thread.join();
        }
    }

    @Test
    void shouldForgeNoLineAndSteerNoTerminal() throws Exception {
        // When
        String log = logged(LogFormat.TEXT);

        // Then
        List<String> lines = log.lines().toList();
        assertThat(lines.get(0))
                .contains("HubSpot says \\r\\n2026-01-01T00:00:00.000Z INFO forged\\u001b[2J\\u202e\\u2028")
                .contains("why=\\r\\n2026");
        assertThat(lines.get(1)).endsWith("A bug.");
        assertThat(lines.subList(2, lines.size()))
                .filteredOn(line -> !line.startsWith("  "))
                .hasSize(4)
                .allMatch(line -> line.matches("20\\d\\d-.* (INFO |WARN |ERROR) [io]\\..*"));
        assertThat(lines).anyMatch(line -> line.startsWith("  \tat io.eventbatcher.log"));
        assertThat(log.chars())
                .noneMatch(character -> character != '\n' && character != '\t' && Character.isISOControl(character));
    }

    @Test
    void shouldBeAJsonObjectInEachLineWithTheTextsAsTheyAre() throws Exception {
        // When
        String log = logged(LogFormat.JSON);

        // Then
        List<JsonNode> lines = parsed(log);
        assertThat(lines)
                .extracting(line -> line.path("message").textValue())
                .containsExactly(
                        "HubSpot says " + HOSTILE,
                        "A bug.",
                        "odd",
                        "Library says " + HOSTILE,
                        "JDK says " + HOSTILE,
                        "A thread has ended by an exception.");
        assertThat(lines.get(0).path("values").path("why").textValue()).isEqualTo(HOSTILE);
        assertThat(lines.get(0).path("values").path("count").isInt()).isTrue();
        assertThat(lines.get(0).path("level").textValue()).isEqualTo("INFO");
        assertThat(lines.get(0).path("thread").textValue()).isEqualTo("main");
        assertThat(lines.get(0).path("time").textValue()).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
        assertThat(lines.get(1).path("stack").textValue()).contains("\n\tat io.eventbatcher.log.LogLinesTest");
        assertThat(lines.get(2).path("values").path("half").textValue()).isEqualTo("\ufffd");
        assertThat(lines.get(3).path("cause").textValue())
                .isEqualTo("java.lang.IllegalStateException: outer, caused by java.lang.IllegalStateException: "
                        + HOSTILE);
        assertThat(lines.get(3).has("stack")).isFalse();
        assertThat(lines.get(5).path("values").path("ended").textValue()).isEqualTo("dying");
        assertThat(log.chars())
                .noneMatch(character -> character != '\n'
                        && (Character.isISOControl(character) || "\u2028\u2029\u202e".indexOf(character) >= 0));
    }

    private static List<JsonNode> parsed(String log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private static String logged(LogFormat format) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        format.name())
                .redirectErrorStream(true)
                .start();
        String log = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(log).isZero();
        return log;
    }
}
