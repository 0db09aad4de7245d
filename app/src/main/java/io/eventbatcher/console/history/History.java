package io.eventbatcher.console.history;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.replay.resolution.HistoryEntry;
import io.eventbatcher.time.Clocks;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the history. An entry that Kafka does not take throws, so that nothing is shown or done without one. */
public final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int BLOCK_MILLIS = 5_000;
    private static final int DELIVERY_MILLIS = 15_000;

    private final Settings settings;
    private final Clocks clocks;

    public History(Settings settings, Clocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    /**
     * Records a look or an act, before it is shown or done.
     *
     * @param by the person's name
     * @param what the deed in a word
     * @param subject the thing that the person looks at, or changes
     * @throws KafkaException if Kafka does not take the entry
     */
    public void record(String by, String why, String what, String subject) {
        HistoryEntry entry = new HistoryEntry(clocks.instant().truncatedTo(ChronoUnit.MILLIS), by, why, what, subject);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(entry.toRecord(settings.topics().resolutions()))
                    .get();
            producer.close(Duration.ZERO);
        } catch (ExecutionException refused) {
            throw new KafkaException("The history takes no entry: " + refused.getMessage(), refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing the history", interrupted);
        }
        LOG.atInfo()
                .addKeyValue("by", by)
                .addKeyValue("why", why)
                .addKeyValue("subject", subject)
                .log("At the console: {}.", what);
    }

    /**
     * Gives an order to running instances, as the commands {@code lanes} do, and records the order.
     *
     * @throws KafkaException if Kafka does not take the entry or the order
     */
    public void give(OperatorCommand command, String what) {
        record(command.by(), command.why(), what, command.target());
        try (ControlTopic control = ControlTopic.open(settings)) {
            control.give(command);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(settings.kafka().producerProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-console-" + settings.instance());
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        return properties;
    }
}
