package io.eventbatcher.delivery.settle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer some of whose topics refuse every record: the callback tells, and the transaction can only be aborted, as with Kafka's. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // one thread
final class RefusedProducer extends MockProducer<byte[], byte[]> {
    private final Map<String, ApiException> refusing;
    private @Nullable ApiException refusal;
    private int refused;

    /** @param refusing the refusals by topic or by the record's value, which may change */
    RefusedProducer(Map<String, ApiException> refusing) {
        super(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        this.refusing = refusing;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> outgoing, @Nullable Callback callback) {
        ApiException found = refusing.getOrDefault(outgoing.topic(), refusing.get(new String(outgoing.value(), UTF_8)));
        if (found == null) {
            return super.send(outgoing, callback);
        }
        refusal = found;
        refused++;
        if (callback != null) {
            callback.onCompletion(null, found);
        }
        return CompletableFuture.failedFuture(found);
    }

    /** The number of records refused so far. */
    int refused() {
        return refused;
    }

    @Override
    public void commitTransaction() {
        if (refusal != null) {
            throw new KafkaException("Cannot execute transactional method because we are in an error state", refusal);
        }
        super.commitTransaction();
    }

    @Override
    public void abortTransaction() {
        refusal = null;
        super.abortTransaction();
    }
}
