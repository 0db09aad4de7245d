package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The floor in a process of its own, which stays for all loads as the service does. */
public final class FloorProgram implements AutoCloseable {
    private final Program program;

    private FloorProgram(Program program) {
        this.program = program;
    }

    /** @param configuration of the service beside it */
    public static FloorProgram start(Path directory, Cores cores, String configuration, String route) {
        try {
            Path file = Files.writeString(directory.resolve("floor.yaml"), configuration);
            return new FloorProgram(Program.start(
                    directory.resolve("floor.log"),
                    cores,
                    List.of(),
                    Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN),
                    List.of(Program.PART, "floor", file.toString(), route)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The floor's configuration cannot be written.", unwritable);
        }
    }

    /** Sends a load, and returns when all of it is answered. */
    public void run(FloorOrder order) {
        String answer = program.ask(order.line());
        if (!answer.equals(FloorOrder.DONE)) {
            throw new IllegalStateException("The floor failed: " + answer);
        }
    }

    public ProcessCpu cpu() {
        return program.cpu();
    }

    @Override
    public void close() {
        program.close();
    }

    /**
     * A load for the floor, in a line.
     *
     * @param events to be sent
     * @param from the first offset of each partition of one topic
     */
    public record FloorOrder(long events, Map<TopicPartition, Long> from) {
        public static final String DONE = "done";

        String line() {
            return events
                    + from.entrySet().stream()
                            .map(entry -> " %s %d %d"
                                    .formatted(
                                            entry.getKey().topic(),
                                            entry.getKey().partition(),
                                            entry.getValue()))
                            .collect(Collectors.joining());
        }

        public static FloorOrder of(String line) {
            String[] words = line.split(" ", -1);
            Map<TopicPartition, Long> from = new HashMap<>();
            for (int word = 1; word < words.length; word += 3) {
                from.put(
                        new TopicPartition(words[word], Integer.parseInt(words[word + 1])),
                        Long.parseLong(words[word + 2]));
            }
            return new FloorOrder(Long.parseLong(words[0]), from);
        }
    }
}
