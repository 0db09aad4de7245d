package io.eventbatcher.replay.scan;

import io.eventbatcher.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Several readers of one topic, each with partitions, a consumer and a thread of its own. */
final class SideBySide {
    private SideBySide() {}

    /** Reads all shares; the first failure ends all readers, and is thrown. */
    static void read(Settings settings, List<Map<TopicPartition, PartitionReader.Span>> shares, ScanVisits visits) {
        ExecutorService threads = Executors.newFixedThreadPool(shares.size());
        try {
            List<Callable<Void>> readers = shares.stream()
                    .<Callable<Void>>map(share -> () -> {
                        read(settings, shares.size(), share, visits);
                        return null;
                    })
                    .toList();
            for (Future<Void> reader : threads.invokeAll(readers)) {
                reader.get();
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        } finally {
            visits.stop();
            threads.shutdown();
        }
    }

    private static void read(
            Settings settings, int consumers, Map<TopicPartition, PartitionReader.Span> share, ScanVisits visits) {
        try (KafkaConsumer<byte[], byte[]> consumer = ScanConsumers.oneOf(consumers, settings)) {
            new PartitionReader(consumer, share).read(visits);
            consumer.close(ScanConsumers.AT_ONCE);
        } catch (RuntimeException | Error failure) {
            visits.stop();
            throw failure;
        }
    }
}
