package io.eventbatcher.service;

import io.eventbatcher.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The lag of each lane: batches and transaction markers behind the committed offset. */
final class LaneLags {
    private LaneLags() {}

    /** @throws KafkaException if Kafka gives no offsets */
    static Map<TopicPartition, Long> read(Settings settings) {
        try (Admin admin = KafkaClients.admin(settings)) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            settings.enabledRoutes().forEach(route -> {
                for (int lane = 0; lane < settings.route(route).lanes(); lane++) {
                    wanted.put(new TopicPartition(settings.topics().batches(route), lane), OffsetSpec.latest());
                }
            });
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(wanted).all().get();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.deliveryGroup())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> lags = new HashMap<>();
            ends.forEach((partition, end) -> {
                OffsetAndMetadata at = committed.get(partition);
                lags.put(partition, Math.max(0, end.offset() - (at == null ? 0 : at.offset())));
            });
            return lags;
        } catch (ExecutionException failure) {
            throw new KafkaException(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking for the lanes' offsets", interrupted);
        }
    }
}
