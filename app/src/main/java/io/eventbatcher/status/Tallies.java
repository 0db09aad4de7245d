package io.eventbatcher.status;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.LedgerReader;
import io.eventbatcher.ledger.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The newest tallies of the ledger, read on at each call. */
final class Tallies implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Offsets offsets;
    private @Nullable LedgerReader ledger;

    Tallies(Settings settings, Offsets offsets) {
        this.settings = settings;
        this.offsets = offsets;
    }

    /** @throws KafkaException if Kafka does not answer */
    Map<Account, Tally> read() {
        LedgerReader opened = ledger == null ? open() : ledger;
        ledger = opened;
        if (!opened.readUpTo(offsets.readable(opened.partitions()), PATIENCE)) {
            throw new TimeoutException("the ledger could not be read to its end in " + PATIENCE.toSeconds() + " s");
        }
        return opened.accounts();
    }

    private LedgerReader open() {
        Map<String, String> properties = new HashMap<>(settings.kafka().consumerProperties());
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
        return LedgerReader.open(
                settings.kafka().bootstrapServers(),
                properties,
                settings.topics().ledger());
    }

    @Override
    public void close() {
        LedgerReader opened = ledger;
        ledger = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (InterruptException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
