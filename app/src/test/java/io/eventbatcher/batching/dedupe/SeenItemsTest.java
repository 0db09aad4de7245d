package io.eventbatcher.batching.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.batching.dedupe.DedupeWindow.Seen;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenItemsTest {
    private static final long NOW = Duration.ofDays(700).toMillis();

    private final Memory memory = new Memory();
    private final SeenItems seen =
            new SeenItems(Route.BEHAVIORAL, new DedupeWindow(memory, new BucketTimes(Duration.ofHours(1))));

    @Test
    void shouldTellTheReplaysOfOneIdApartByTheirLetters() {
        // When
        List<Seen> answers =
                List.of(see(replay(1, 1, 5)), see(replay(2, 1, 5)), see(replay(1, 1, 5)), see(replay(1, 2, 5)));

        // Then
        assertThat(answers).containsExactly(Seen.NEVER, Seen.NEVER, Seen.SAME, Seen.NEVER);
    }

    @Test
    void shouldKnowAReplayThatAnEarlierReleaseHasSent() {
        // Given: the entry of an earlier release, of the replay id alone
        memory.entries.put(new DedupeKeyHash().ofReplayId("ticket-42"), new DedupeEntry(NOW, 5));

        // When
        List<Seen> answers = List.of(see(replay(1, 1, 5)), see(replay(2, 1, 6)));

        // Then: the same content is the same letter, and other content another letter
        assertThat(answers).containsExactly(Seen.SAME, Seen.NEVER);
    }

    private Seen see(Item item) {
        return seen.see(item, seen.lookUp(List.of(item), NOW).get(0), NOW);
    }

    private static Item replay(long offset, int replays, long content) {
        SourceRecord source =
                new SourceRecord(new Origin("topic", 0, offset, 0), null, new byte[] {1}, new RecordHeaders(), replays);
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        return new ItemDraft("u" + offset, "pe1_a", "u" + offset, "ticket-42", content, json, source).encode();
    }

    /** One bucket, in memory. */
    private static final class Memory implements DedupeBuckets {
        final Map<DedupeKey, DedupeEntry> entries = new HashMap<>();

        @Override
        public Set<Long> buckets() {
            return Set.of(NOW);
        }

        @Override
        public List<@Nullable DedupeEntry> read(long bucket, List<DedupeKey> keys) {
            return keys.stream().<@Nullable DedupeEntry>map(entries::get).toList();
        }

        @Override
        public void add(Map<DedupeKey, DedupeEntry> added, long oldestBucket) {
            entries.putAll(added);
        }
    }
}
