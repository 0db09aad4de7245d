package io.eventbatcher.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.log.Printable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader of the ledger topic: the newest tally of each account, committed transactions only. For one thread. */
public final class LedgerReader implements AutoCloseable {
    private static final int MOST_SKIPPED = 100;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<Account, Tally> tallies = new HashMap<>();
    private final Map<Account, ReadPosition> positions = new HashMap<>();
    /** Each is told once: a ledger's entry is written again and again. */
    private final Set<String> skipped = new HashSet<>();

    /** @param consumer assigned to the ledger's partitions; closed with the reader */
    LedgerReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Opens the ledger at its beginning, without joining any group. */
    public static LedgerReader open(String bootstrapServers, Map<String, String> properties, String ledgerTopic) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // a reader must not make the broker create the topic, with settings of the broker's
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        all.put(ConsumerConfig.GROUP_ID_CONFIG, null);
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(ledgerTopic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException failure) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw failure;
        }
        return new LedgerReader(consumer);
    }

    /** Reads the records since the last call, waiting at most so long for a new record. */
    public LedgerReader refresh(Duration wait) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(wait)) {
            take(entry);
        }
        return this;
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        String key = entry.key() == null ? "" : new String(entry.key(), UTF_8);
        try {
            Account account = Account.parse(key);
            if (entry.value() == null) {
                tallies.remove(account);
                positions.remove(account);
                return;
            }
            String json = new String(entry.value(), UTF_8);
            tallies.put(account, Tally.parse(json));
            ReadPosition.in(json).ifPresent(position -> positions.put(account, position));
        } catch (IllegalArgumentException foreign) {
            if (skipped.size() < MOST_SKIPPED && skipped.add(key)) {
                LOG.atWarn()
                        .addKeyValue("key", Printable.brief(key))
                        .log("An entry of the ledger cannot be read and is skipped, perhaps one of a later release.");
            }
        }
    }

    /** The partitions of the ledger topic. */
    public Set<TopicPartition> partitions() {
        return consumer.assignment();
    }

    /**
     * Reads all records before the given offsets. An open transaction hides records, so the call waits for its end: at most the timeout of
     * a transaction.
     */
    public LedgerReader readUpTo(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            while (consumer.position(end.getKey()) < end.getValue()) {
                refresh(POLL);
            }
        }
        return this;
    }

    /** Reads all records before the given offsets, as far as the time suffices. True if all were read. */
    public boolean readUpTo(Map<TopicPartition, Long> ends, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (ends.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            if (System.nanoTime() > end) {
                return false;
            }
            refresh(POLL);
        }
        return true;
    }

    /** The newest tally of every account; a copy. */
    public Map<Account, Tally> accounts() {
        return Map.copyOf(tallies);
    }

    /** The newest position of every account that reads a topic; a copy. */
    public Map<Account, ReadPosition> positions() {
        return Map.copyOf(positions);
    }

    /** The newest tally of every account, sorted by key. */
    public Map<String, Tally> tallies() {
        Map<String, Tally> sorted = new TreeMap<>();
        tallies.forEach((account, tally) -> sorted.put(account.key(), tally));
        return sorted;
    }

    /** The sum over all accounts of a stage with the given name: a route's label, or a source topic. */
    public Tally sum(Account.Stage stage, String name) {
        return sum(account -> account.stage() == stage && account.isOf(name));
    }

    private Tally sum(Predicate<Account> wanted) {
        return tallies.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Tally.ZERO, Tally::plus);
    }

    @Override
    public void close() {
        // there is no group to leave, and the answer to the last fetch would be awaited
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
