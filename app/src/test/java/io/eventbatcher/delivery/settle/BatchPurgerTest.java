package io.eventbatcher.delivery.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchPurgerTest {
    @Test
    void shouldTryAgainWhateverAPurgeThrows() {
        // Given
        AtomicInteger purges = new AtomicInteger();
        try (BatchPurger purger = new BatchPurger(() -> {
            purges.incrementAndGet();
            throw new NoClassDefFoundError("of an admin client");
        })) {
            purger.committed(Map.of(new TopicPartition("batches", 0), 7L));

            // When
            purger.start(Duration.ofMillis(1));

            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> purges.get() > 1);
            assertThat(purger.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("the purge of settled batches fails"));
        }
    }
}
