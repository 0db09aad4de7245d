package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A transactional producer of the simulated brokers. Records and offsets appear when a transaction is committed, or never. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread runs at a time
final class SimulatedProducer extends MockProducer<byte[], byte[]> {
    /** As the delivery half configures its producer. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration ROUND_TRIP = Duration.ofMillis(2);

    private final SimulatedKafka kafka;
    private final Fiber fiber;
    private final String name;
    private final SettlingFaults faults;
    private SettlingFault fault = SettlingFault.NONE;
    private int epoch;
    private @Nullable RecordTooLargeException refusal;

    /** @param name the transactional id */
    SimulatedProducer(SimulatedKafka kafka, Fiber fiber, String name, SettlingFaults faults) {
        this.kafka = kafka;
        this.fiber = fiber;
        this.name = name;
        this.faults = faults;
    }

    @Override
    public void initTransactions() {
        fiber.work(ROUND_TRIP);
        if (faults.next() == SettlingFault.SILENT) {
            timeOut();
        }
        epoch = kafka.initTransactions(name);
    }

    @Override
    public void beginTransaction() {
        checkEpoch();
        fault = faults.next();
        kafka.begin(name, epoch, TRANSACTION_TIMEOUT);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> outgoing, @Nullable Callback callback) {
        if (faults.refuses(outgoing.topic())) {
            refusal = new RecordTooLargeException(outgoing.topic() + " takes no record.");
            if (callback != null) {
                callback.onCompletion(null, refusal);
            }
            return CompletableFuture.failedFuture(refusal);
        }
        kafka.open(name).records.add(outgoing);
        return new CompletableFuture<>();
    }

    @Override
    public void abortTransaction() {
        fiber.work(ROUND_TRIP);
        checkEpoch();
        refusal = null;
        kafka.abort(name);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata metadata) {
        fiber.work(ROUND_TRIP);
        checkEpoch();
        if (fault == SettlingFault.REFUSED || !kafka.group().knows(metadata.memberId())) {
            throw new CommitFailedException("The group refuses the offsets.");
        }
        kafka.open(name).offsets.putAll(offsets);
    }

    @Override
    public void commitTransaction() {
        fiber.work(ROUND_TRIP);
        checkEpoch();
        if (refusal != null) {
            throw new KafkaException("The transaction can only be aborted.", refusal);
        }
        switch (fault) {
            case SILENT -> timeOut();
            case SILENT_BUT_DONE -> {
                kafka.commit(name);
                timeOut();
            }
            case FENCED -> kafka.initTransactions(name);
            case NONE, REFUSED -> {}
        }
        checkEpoch();
        kafka.commit(name);
    }

    private void checkEpoch() {
        if (kafka.isFenced(name, epoch)) {
            throw new ProducerFencedException("Another producer has the name " + name + ".");
        }
    }

    private void timeOut() {
        fiber.work(faults.silence());
        throw new TimeoutException("Kafka did not answer in time.");
    }

    /** An open transaction stays open. */
    @Override
    public void close(Duration timeout) {}
}
