package io.eventbatcher.notification;

import io.eventbatcher.config.Settings;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New dead letters. A consumer group of its own gives each letter to one instance, and again to the next one until the letter was told and
 * committed; its first member begins a minute before its start.
 */
final class LetterTail implements AutoCloseable {
    private static final String GROUP = "-notifications";

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LetterTail.class);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Clocks clocks;
    private Moment nextCommit = Moment.LONG_AGO;

    LetterTail(Settings settings, Clocks clocks) {
        this.clocks = clocks;
        Map<String, Object> properties = new HashMap<>(settings.kafka().consumerProperties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(
                ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + GROUP + "-letters-" + settings.instance());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId() + GROUP);
        properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, null);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "by_duration:PT1M");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 18);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(settings.topics().deadLetters()));
    }

    void poll(Duration wait, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        consumer.poll(wait).forEach(visitor);
    }

    /** All that was polled is told: no instance needs these letters again. Commits now and then; a commit that fails is followed by the next. */
    void commit() {
        if (!clocks.moment().isBefore(nextCommit)) {
            nextCommit = clocks.moment().plus(COMMIT_EVERY);
            consumer.commitAsync((offsets, failure) -> {
                if (failure != null) {
                    LOG.atDebug().setCause(failure).log("The position in the dead letters was not committed.");
                }
            });
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
