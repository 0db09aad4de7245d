package io.eventbatcher.sandbox.operator;

import static io.eventbatcher.sandbox.operator.DeadLettersWorld.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import io.eventbatcher.replay.scan.TopicTail;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a topic that is long enough for several consumers side by side. */
@SuppressWarnings("NullAway.Init") // set before all tests
class TopicScanTest {
    private static final int PARTITIONS = 4;
    private static final int EACH = 15_000;

    /** Records that were visited and are not yet dropped: those of the last poll of each consumer, and some more. */
    private static final int MOST_KEPT = 2_000;

    private static DeadLettersWorld world;
    private static String topic;
    private static int written;

    @BeforeAll
    static void fill(@TempDir Path temporary) throws IOException {
        world = new DeadLettersWorld(temporary, "scanned-letters");
        topic = world.settings().topics().receipts();
        write(EACH);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void shouldFollowATopicByMoreThanOnePollOfRecordsALook() {
        // Given
        int[] visits = {0};

        // When
        try (TopicTail tail = TopicTail.open(world.settings(), topic, null, entry -> visits[0]++)) {
            tail.poll(Duration.ofSeconds(30));
        }

        // Then
        assertThat(visits[0]).isGreaterThan(2_000);
    }

    @Test
    void shouldEndWhereTheTopicEndedAtTheBeginThoughRecordsKeepArriving() {
        // Given
        int before = written;
        int[] visits = {0};
        Map<Integer, Long> next = new HashMap<>();
        AtomicInteger visitors = new AtomicInteger();
        List<String> faults = new ArrayList<>();

        // When
        scan(entry -> {
            if (visitors.incrementAndGet() > 1) {
                faults.add("two visits at a time");
            }
            if (entry.offset() != next.getOrDefault(entry.partition(), 0L)) {
                faults.add(entry.partition() + ":" + entry.offset());
            }
            next.put(entry.partition(), entry.offset() + 1);
            visits[0]++;
            if (visits[0] % EACH == 0 && written < 2 * before) {
                write(1);
            }
            visitors.decrementAndGet();
        });

        // Then
        assertThat(written).isGreaterThan(before);
        assertThat(visits[0]).isEqualTo(before);
        assertThat(faults).isEmpty();
    }

    @Test
    void shouldKeepNoRecordThatWasVisited() {
        // Given
        List<WeakReference<ConsumerRecord<byte[], byte[]>>> visited = new ArrayList<>();
        List<Long> kept = new ArrayList<>();

        // When
        scan(entry -> {
            visited.add(new WeakReference<>(entry));
            if (visited.size() % EACH == 0) {
                System.gc();
                kept.add(visited.stream()
                        .filter(record -> !record.refersTo(null))
                        .count());
            }
        });

        // Then
        assertThat(kept)
                .hasSizeGreaterThanOrEqualTo(PARTITIONS)
                .allSatisfy(records -> assertThat(records).isLessThan(MOST_KEPT));
    }

    @Test
    void shouldVisitNothingMoreWhenAVisitorFails() {
        // Given
        int[] visits = {0};
        RuntimeException failure = new IllegalStateException("enough");

        // When
        Throwable thrown = catchThrowable(() -> scan(entry -> {
            visits[0]++;
            if (visits[0] == EACH) {
                throw failure;
            }
        }));

        // Then
        assertThat(thrown).isSameAs(failure);
        assertThat(visits[0]).isEqualTo(EACH);
    }

    private static void scan(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        TopicScan.of(world.settings(), topic, ScanRange.ALL, ScanProgress.SILENT)
                .forEach(visitor);
    }

    /** Puts so many records on each partition, and returns when the broker has them. */
    private static void write(int each) {
        for (int number = 0; number < each * PARTITIONS; number++) {
            world.put(topic, number % PARTITIONS, bytes("any"));
        }
        world.flush();
        written += each * PARTITIONS;
    }
}
