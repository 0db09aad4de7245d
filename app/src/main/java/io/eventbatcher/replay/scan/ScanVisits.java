package io.eventbatcher.replay.scan;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** The visits of a scan, one at a time whatever the number of readers; and the scan's progress. */
final class ScanVisits implements PartitionReader.Sink {
    private final String topic;
    private final Map<TopicPartition, PartitionReader.Span> spans;
    private final Consumer<ConsumerRecord<byte[], byte[]>> visitor;
    private final ScanProgress progress;
    private final long offsets;
    private long done;
    private boolean stopped;

    ScanVisits(
            String topic,
            Map<TopicPartition, PartitionReader.Span> spans,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor,
            ScanProgress progress) {
        this.topic = topic;
        this.spans = spans;
        this.visitor = visitor;
        this.progress = progress;
        this.offsets =
                spans.values().stream().mapToLong(PartitionReader.Span::length).sum();
    }

    /** The number of offsets to read. */
    long offsets() {
        return offsets;
    }

    @Override
    public synchronized boolean take(ConsumerRecords<byte[], byte[]> records, long passed) {
        if (!stopped) {
            // until all is visited: a visitor that fails gets no further record, of whichever reader
            stopped = true;
            records.partitions().forEach(partition -> visit(records.records(partition), end(partition)));
            done += passed;
            progress.passed(topic, done, offsets);
            stopped = false;
        }
        return !stopped;
    }

    private long end(TopicPartition partition) {
        PartitionReader.Span span = spans.get(partition);
        return span == null ? 0 : span.end();
    }

    private void visit(List<ConsumerRecord<byte[], byte[]>> entries, long end) {
        for (ConsumerRecord<byte[], byte[]> entry : entries) {
            if (entry.offset() < end) {
                visitor.accept(entry);
            }
        }
    }

    /** Ends the scan: no record is visited from now on. */
    synchronized void stop() {
        stopped = true;
    }
}
