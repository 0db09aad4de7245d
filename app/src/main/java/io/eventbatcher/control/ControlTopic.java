package io.eventbatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader and writer of the control topic. For one thread. */
public final class ControlTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(ControlTopic.class);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, OperatorCommand> commands = new LinkedHashMap<>();
    private final Map<String, LaneState> states = new TreeMap<>();
    private final Map<String, Notice> notices = new ConcurrentSkipListMap<>();

    private ControlTopic(String topic, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.consumer = consumer;
        this.producer = producer;
    }

    /**
     * Opens the topic and reads it to its end.
     *
     * @throws KafkaException if reading takes longer than half a minute
     */
    public static ControlTopic open(Settings settings) {
        String client = settings.applicationId() + "-lanes-" + settings.instance();
        ControlTopic opened =
                new ControlTopic(settings.topics().lanes(), consumer(settings, client), producer(settings, client));
        try {
            opened.begin();
            opened.catchUp();
            return opened;
        } catch (KafkaException unreachable) {
            opened.close();
            throw unreachable;
        }
    }

    private static Consumer<byte[], byte[]> consumer(Settings settings, String client) {
        Map<String, Object> properties = settings.kafka().readerProperties();
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Producer<byte[], byte[]> producer(Settings settings, String client) {
        Map<String, Object> properties = new HashMap<>(settings.kafka().producerProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, client);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        // of several requests in flight a topic made a moment ago may take a later one first, and then never the first
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void begin() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads everything that was written before the call. A poll now and then would not: it brings what a single fetch found, and falls
     * behind where instances write more often.
     *
     * @throws KafkaException if reading takes longer than half a minute
     */
    public void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
        long until = System.nanoTime() + PATIENCE.toNanos();
        if (!ends.isEmpty()) {
            // a position behind the end is that of a topic that was made anew: only a fetch finds out
            poll(Duration.ZERO);
        }
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > until) {
                throw new TimeoutException(
                        "The topic " + topic + " could not be read to its end in " + PATIENCE.toSeconds() + " s");
            }
            poll(Duration.ofMillis(200));
        }
    }

    /** Reads on, waiting at most so long for the first record, and returns the orders among what came. For who polls again at once. */
    public List<OperatorCommand> poll(Duration wait) {
        List<OperatorCommand> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(wait)) {
            String key = new String(entry.key(), UTF_8);
            try {
                take(key, entry, received);
            } catch (IOException | RuntimeException foreign) {
                LOG.atWarn().addKeyValue("key", key).log("An entry of the lanes topic cannot be read and is skipped.");
            }
        }
        return received;
    }

    private void take(String key, ConsumerRecord<byte[], byte[]> entry, List<OperatorCommand> received)
            throws IOException {
        byte[] value = entry.value();
        if (value == null) {
            commands.remove(key);
            states.remove(key);
            notices.remove(key);
            return;
        }
        JsonNode json = ControlJson.read(value);
        if (key.startsWith(ControlJson.ORDER)) {
            OperatorCommand command = OperatorCommand.of(json);
            // last in the topic, last in the map: the clocks of the operators' machines may differ
            commands.remove(key);
            commands.put(key, command);
            received.add(command);
        } else if (key.startsWith(ControlJson.STATE)) {
            LaneState state = LaneState.of(json);
            // the clock of an instance may be wrong, and the broker's is the same for all instances
            boolean brokerTells = entry.timestampType() == TimestampType.LOG_APPEND_TIME;
            states.put(key, brokerTells ? state.withTime(Instant.ofEpochMilli(entry.timestamp())) : state);
        } else if (key.startsWith(ControlJson.NOTICE)) {
            notices.put(key, Notice.of(json));
        }
    }

    /** The newest order for each target, oldest first: a resumed route has resumed its lanes. */
    public List<OperatorCommand> commands() {
        return List.copyOf(commands.values());
    }

    /** The newest state of each lane, sorted by instance. */
    public List<LaneState> states() {
        return List.copyOf(states.values());
    }

    /** Any thread: the troubles that were told to people and are not over, and the kinds of dead letters that were told. */
    public List<Notice> notices() {
        return List.copyOf(notices.values());
    }

    /** Any thread: notes that a trouble was told, without waiting; the note holds for this reader at once. */
    public void publish(Notice notice) {
        notices.put(notice.topicKey(), notice);
        var unused = producer.send(
                entry(notice.topicKey(), notice.toJson().toString().getBytes(UTF_8)));
    }

    /** Any thread: removes a note. */
    @SuppressWarnings("NullAway") // a tombstone is a null value
    public void withdraw(Notice notice) {
        notices.remove(notice.topicKey());
        var unused = producer.send(entry(notice.topicKey(), null));
    }

    /**
     * Writes an order; Kafka has acknowledged it when the method returns.
     *
     * @throws KafkaException if Kafka does not take the order
     */
    public void give(OperatorCommand command) {
        try {
            producer.send(entry(command.key(), command.toJson().toString().getBytes(UTF_8)))
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException(String.valueOf(refused.getMessage()), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while giving an order", interrupted);
        }
    }

    /** Writes the state of a lane, without waiting; a lost record is repeated at the next turn. */
    void publish(LaneState state) {
        var unused = producer.send(entry(state.key(), state.toJson().toString().getBytes(UTF_8)));
    }

    /** Removes the state of a lane that the instance no longer has. */
    @SuppressWarnings("NullAway") // a tombstone is a null value
    void withdraw(LaneState state) {
        var unused = producer.send(entry(state.key(), null));
    }

    @SuppressWarnings("NullAway") // a tombstone is a null value
    private ProducerRecord<byte[], byte[]> entry(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), value);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        // there is no group to leave, and the answer to the last fetch would be awaited
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
