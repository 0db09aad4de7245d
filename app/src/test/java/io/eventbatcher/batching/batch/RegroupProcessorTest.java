package io.eventbatcher.batching.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class RegroupProcessorTest {
    /** Records that are on their way during an upgrade must meet later replays in one lane. */
    @Test
    void shouldChooseTheLaneAsAProducerWould() {
        // Given
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            byte[] identity = Long.toString(random.nextLong(), 36).getBytes(StandardCharsets.UTF_8);
            int lanes = 1 + random.nextInt(20);

            // When
            int lane = RegroupProcessor.lane(identity, lanes);

            // Then
            assertThat(lane).isEqualTo(BuiltInPartitioner.partitionForKey(identity, lanes));
        }
    }
}
