package io.eventbatcher.replay.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.eventbatcher.config.Settings;
import io.eventbatcher.record.Bundle;
import io.eventbatcher.record.DeferredRecord;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.UnreadableRecordException;
import io.eventbatcher.replay.scan.ByteSearch;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import io.eventbatcher.route.Route;
import io.eventbatcher.service.TopicPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Events that batching has read and holds: deferred at ingest, on the way to their lane, or in a batch that fills. */
final class BatchingSteps {
    private final Settings settings;
    private final TracedEvents events;
    private final ScanProgress progress;
    private final List<byte[]> uuids;

    BatchingSteps(Settings settings, TracedEvents events, ScanProgress progress) {
        this.settings = settings;
        this.events = events;
        this.progress = progress;
        this.uuids = events.uuids();
    }

    /** @param read the committed offsets of batching */
    void read(Map<TopicPartition, OffsetAndMetadata> read) {
        live(settings.applicationId() + "-ingest-waiting-changelog", value -> true, this::deferred);
        for (Route route : events.routes()) {
            String topic = TopicPlan.repartition(settings, route);
            TopicScan.of(settings, topic, ScanRange.ALL, progress).forEachIfThere(entry -> {
                OffsetAndMetadata next = read.get(new TopicPartition(topic, entry.partition()));
                if ((next == null || entry.offset() >= next.offset()) && isWorthALook(entry.value())) {
                    regrouped(route, entry);
                }
            });
            live(
                    settings.applicationId() + '-' + route.label() + "-buffer-changelog",
                    this::isWorthALook,
                    (entry, value) -> gathered(route, entry, value));
        }
    }

    private boolean isWorthALook(byte[] value) {
        return value != null && uuids.stream().anyMatch(uuid -> ByteSearch.contains(value, uuid));
    }

    /** Reads the changelog of a store: the newest value of each key counts. */
    private void live(
            String changelog, Predicate<byte[]> wanted, BiConsumer<ConsumerRecord<byte[], byte[]>, byte[]> visitor) {
        Map<String, ConsumerRecord<byte[], byte[]>> live = new HashMap<>();
        TopicScan.of(settings, changelog, ScanRange.ALL, progress).forEachIfThere(entry -> {
            String key = entry.partition() + "/" + new String(entry.key(), ISO_8859_1);
            if (entry.value() == null || !wanted.test(entry.value())) {
                live.remove(key);
            } else {
                live.put(key, entry);
            }
        });
        live.values().forEach(entry -> visitor.accept(entry, entry.value()));
    }

    private void deferred(ConsumerRecord<byte[], byte[]> entry, byte[] value) {
        try {
            DeferredRecord deferred = DeferredRecord.read(value);
            events.find(deferred.source().origin())
                    .ifPresent(event -> event.add(Fact.now(
                            Step.DEFERRED,
                            Texts.place(entry),
                            "Waits at ingest for its schema, or behind a record that does.")));
        } catch (UnreadableRecordException later) {
            // of a later release
        }
    }

    private void regrouped(Route route, ConsumerRecord<byte[], byte[]> entry) {
        try {
            for (Item item : Bundle.read(entry.value())) {
                events.find(item)
                        .ifPresent(event -> event.add(Fact.now(
                                        Step.REGROUPED,
                                        Texts.place(entry),
                                        "On the way to lane " + route + '/' + entry.partition() + '.')
                                .with("lane", Integer.toString(entry.partition()))));
            }
        } catch (UnreadableRecordException later) {
            // of a later release
        }
    }

    private void gathered(Route route, ConsumerRecord<byte[], byte[]> entry, byte[] value) {
        try {
            events.find(Item.read(value))
                    .ifPresent(event -> event.add(Fact.now(
                                    Step.GATHERED,
                                    Texts.place(entry),
                                    "Waits in lane " + route + '/' + entry.partition()
                                            + " for its batch to close, which takes at most "
                                            + linger(route) + " from the arrival of the first.")
                            .with("lane", Integer.toString(entry.partition()))));
        } catch (UnreadableRecordException other) {
            // the time at which the batch was opened
        }
    }

    private String linger(Route route) {
        return settings.route(route).linger().toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
