package io.eventbatcher.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.junit.jupiter.api.Test;

/** The client answers for the names that no request can carry; the tests of changed topics delete a topic of a broker. */
class SourceTopicsTest {
    @Test
    void shouldNotTakeATopicForDeletedThatCannotBeDescribed() {
        // Given
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            SourceTopics topics = new SourceTopics(admin);

            // When
            assertThatThrownBy(() -> topics.existing(Set.of("")))
                    // Then
                    .hasCauseInstanceOf(InvalidTopicException.class);
        }
    }
}
