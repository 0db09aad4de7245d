package io.eventbatcher.sandbox.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.journal.Journal;
import io.eventbatcher.sandbox.stack.Receipts;
import io.eventbatcher.sandbox.stack.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The age of events when the simulator took them: from the timestamp of the source record to the acceptance in the journal. Receipts tell
 * which request took which record, and so give merged events an age, too.
 */
public final class Ages {
    private final Map<String, Long> acceptedAt = new HashMap<>();
    private final Map<TopicPartition, Long> from;
    private final Map<TopicPartition, Map<Long, Long>> deliveredAt = new HashMap<>();
    private final List<Long> millis = new ArrayList<>();

    private Ages(Map<TopicPartition, Long> from) {
        this.from = from;
    }

    /** Returns the ages of the records from the offsets {@code from} on, sorted, in milliseconds. */
    public static long[] of(
            Map<TopicPartition, Long> from,
            long order,
            Endpoint endpoint,
            Journal journal,
            String bootstrapServers,
            String sourceTopic,
            String receiptsTopic) {
        Ages ages = new Ages(from);
        journal.forEachRequest(
                endpoint,
                order,
                request -> ages.acceptedAt.put(
                        request.correlationId().toString(), request.acceptedAt().toEpochMilli()));
        TopicReader.forEach(bootstrapServers, receiptsTopic, ages::takeReceipt);
        TopicReader.forEach(bootstrapServers, sourceTopic, ages::takeSource);
        return ages.millis.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Returns the age that {@code part} of the events do not exceed. */
    public static double percentile(long[] sorted, double part) {
        if (sorted.length == 0) {
            return 0;
        }
        return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(part * sorted.length) - 1)];
    }

    private void takeReceipt(ConsumerRecord<byte[], byte[]> record) {
        JsonNode receipt = Receipts.read(record);
        JsonNode requests = receipt.path("requests");
        for (JsonNode item : receipt.path("items")) {
            JsonNode request = requests.path(item.path("request").asInt());
            Long accepted = acceptedAt.get(request.path("correlationId").asText());
            if (accepted != null) {
                TopicPartition source = new TopicPartition(
                        item.path("topic").asText(), item.path("partition").asInt());
                deliveredAt
                        .computeIfAbsent(source, unseen -> new HashMap<>())
                        .put(item.path("offset").asLong(), accepted);
            }
        }
    }

    private void takeSource(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Long delivered = deliveredAt.getOrDefault(partition, Map.of()).get(record.offset());
        if (record.offset() >= from.getOrDefault(partition, 0L) && delivered != null) {
            millis.add(delivered - record.timestamp());
        }
    }
}
