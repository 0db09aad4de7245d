package io.eventbatcher.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The service as a whole. */
final class ServiceKeys {
    static final Section SECTION = new Section();

    static final Key<String> APPLICATION_ID = SECTION.add(Key.of(
            "application-id",
            new Types.Text(
                    "name",
                    TopicKeys.NAME,
                    "it becomes part of topic names: letters, digits, dots, underscores and hyphens"),
            "event-batcher",
            "Names the Streams application, the consumer groups, the transactions and the internal topics. Changing it starts from"
                    + " the beginning."));
    static final Key<String> INSTANCE = SECTION.add(
            Key.open(
                    "instance",
                    new Types.Text("name", Pattern.compile("\\S.{0,199}"), "write a name of at most 200 characters"),
                    "the host's name",
                    "Names this instance among those of the application: stable over restarts, different for each running instance."));
    static final Key<Path> STATE_DIR = SECTION.add(Key.of(
            "state-dir",
            new Types.FilePath(),
            "state",
            "Where the dedupe and buffer stores live. Losing it costs a restore from Kafka, never data."));
    static final Key<Integer> THREADS = SECTION.add(Key.of(
            "threads",
            new Types.Whole(1, 64, "threads"),
            "2",
            "Stream threads of the batching half; more than there are lanes are idle."));
    static final Key<Integer> MAX_RECORD_BYTES = SECTION.add(Key.of(
            "max-record-bytes",
            new Types.Whole(1_000, 100_000_000, "bytes"),
            "1048576",
            "The largest source record. The sizes of all clients and of our own topics follow from it."));
    static final Key<Duration> SHUTDOWN_TIMEOUT = SECTION.add(
            Key.of(
                    "shutdown-timeout",
                    new Types.Span(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    "25s",
                    "The longest a stop may take: requests in flight are waited for and settled. What has no answer by then is sent again"
                            + " at the next start. Keep it below what the platform allows before it kills; Kubernetes allows 30s."));
    static final Key<Duration> PURGE_INTERVAL = SECTION.add(Key.of(
            "purge-interval",
            new Types.Span(Duration.ofSeconds(1), Duration.ofDays(1)),
            "30s",
            "How often settled batches are deleted from the batches topics, which have no retention of their own."));

    private ServiceKeys() {}
}
