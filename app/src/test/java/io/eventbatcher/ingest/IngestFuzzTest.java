package io.eventbatcher.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.record.Item;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class IngestFuzzTest {
    private static final int ROUNDS = 20_000;

    private final AvroBytes avro = new AvroBytes();

    @Test
    void shouldAnswerWithAValueWhateverTheBytes() {
        // Given
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Ingest ingest = Ingest.of(Route.BEHAVIORAL, avro, OriginNamer.of("cluster", topic -> topic));
        byte[] sound = avro.withId(Events.behavioral("7f")
                .setProperties(Map.of("a", "b", "page_url", "https://example.com/"))
                .build());

        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = round % 4 == 0 ? noise(random) : mutated(sound, random);

            // When
            Decoded decoded = ingest.decode(
                    new SourceRecord(new Origin("topic", 0, round, 5), null, value, new RecordHeaders(), 0), null);

            // Then
            assertThat(decoded.<Boolean>fold(
                            accepted -> Arrays.equals(value, source(accepted.item())),
                            refused -> !refused.findings().isEmpty(),
                            waiting -> false))
                    .as("seed %d, round %d", seed, round)
                    .isTrue();
        }
    }

    private static byte[] source(Item item) {
        byte[] value = item.source().value();
        return value == null ? new byte[0] : value;
    }

    private static byte[] noise(Random random) {
        byte[] value = new byte[random.nextInt(200)];
        random.nextBytes(value);
        if (value.length > 5 && random.nextBoolean()) {
            // magic 0 and the one id that exists, so that the noise reaches Avro
            System.arraycopy(new byte[] {0, 0, 0, 0, 1}, 0, value, 0, 5);
        }
        return value;
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] value = Arrays.copyOf(sound, random.nextInt(8) == 0 ? random.nextInt(sound.length) : sound.length);
        for (int flips = random.nextInt(4); flips >= 0 && value.length > 0; flips--) {
            value[random.nextInt(value.length)] = (byte) random.nextInt();
        }
        return value;
    }
}
