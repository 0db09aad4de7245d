package io.eventbatcher.batching.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LanePartitionerTest {
    @Test
    void shouldSendABatchToThePartitionOfItsLane() {
        assertThat(new LanePartitioner().partitions("batches", LanePartitioner.key(5), new byte[0], 8))
                .contains(Set.of(5));
    }

    @Test
    void shouldRefuseALaneThatTheTopicDoesNotHave() {
        assertThatThrownBy(() -> new LanePartitioner().partitions("batches", LanePartitioner.key(8), new byte[0], 8))
                .hasMessageContaining("drained");
    }
}
