package io.eventbatcher.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.sandbox.stack.EmbeddedStack;
import io.eventbatcher.service.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class NewTopicsTest {
    private static final int TOPICS = 5;
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 300;

    @Test
    void shouldTakeRecordsFromTheFirstMomentOn(EmbeddedStack stack) throws Exception {
        // Given a producer that has several requests on their way, and waits long enough for what goes right
        Map<String, Object> address = Map.of("bootstrap.servers", stack.broker().bootstrapServers());
        try (Admin admin = Admin.create(address);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                stack.broker().bootstrapServers(),
                                "linger.ms",
                                0,
                                "delivery.timeout.ms",
                                60_000),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            List<Future<RecordMetadata>> taken = new ArrayList<>();
            for (int i = 0; i < TOPICS; i++) {
                String topic = "new-topic-" + i;

                // When
                Topics.createMissing(admin, List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
                for (int n = 0; n < RECORDS; n++) {
                    taken.add(producer.send(new ProducerRecord<>(topic, n % PARTITIONS, null, new byte[2_000])));
                }
            }

            // Then none is refused, which would put those behind it out of sequence, for as long as the producer has
            // patience
            producer.flush();
            assertThat(taken)
                    .hasSize(TOPICS * RECORDS)
                    .allSatisfy(record -> assertThat(record.get().offset()).isNotNegative());
        }
    }
}
