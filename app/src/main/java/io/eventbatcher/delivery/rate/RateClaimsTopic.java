package io.eventbatcher.delivery.rate;

import io.eventbatcher.delivery.loop.Mailbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges claims among the instances: a topic of one partition, read from the end. A separate thread reads and writes, because the poll
 * thread must not wait; claims heard go to the mailbox, and the answer is the claim to write.
 *
 * <p>Without the topic every instance keeps to the part of the lanes, and delivery goes on.
 */
public final class RateClaimsTopic implements Runnable {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(RateClaimsTopic.class);

    private final String topic;
    private final byte[] application;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Mailbox mailbox;
    private final Function<Collection<RateClaim>, Optional<RateClaim>> turn;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * An exchange among the instances of one application.
     *
     * @param application key of the records, which tells applications on one topic apart
     * @param turn takes in claims and returns the claim to write; the mailbox runs it
     */
    public RateClaimsTopic(
            String topic,
            String application,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            Mailbox mailbox,
            Function<Collection<RateClaim>, Optional<RateClaim>> turn) {
        this.topic = topic;
        this.application = application.getBytes(StandardCharsets.UTF_8);
        this.consumers = consumers;
        this.producers = producers;
        this.mailbox = mailbox;
        this.turn = turn;
    }

    /** Runs until {@link #stop}. */
    @Override
    public void run() {
        while (stopped.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get();
                    Producer<byte[], byte[]> producer = producers.get()) {
                exchange(consumer, producer);
                producer.close(CLOSE_BOUND);
            } catch (RuntimeException | Error failure) {
                // whatever it is: nobody else would hear the others
                LOG.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("cause", failure.toString())
                        .log("Instances do not hear each other; each keeps to its own part of the rate limits.");
                pause();
            }
        }
    }

    private void pause() {
        try {
            boolean ended = stopped.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("ended", ended).log("Tries again.");
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private void exchange(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        while (stopped.getCount() > 0) {
            List<RateClaim> news = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(HeardClaims.INTERVAL)) {
                if (Arrays.equals(application, one.key())) {
                    RateClaim.read(one.value()).ifPresent(news::add);
                }
            }
            answer(news).ifPresent(claim -> say(claim, producer));
        }
    }

    /** The poll thread's answer to claims; empty when the thread is busy for too long. */
    private Optional<RateClaim> answer(List<RateClaim> news) {
        CompletableFuture<Optional<RateClaim>> answer = new CompletableFuture<>();
        mailbox.post(() -> answer.complete(turn.apply(news)));
        return answer.completeOnTimeout(Optional.empty(), HeardClaims.INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** A lost claim is repeated in a second. */
    private void say(RateClaim claim, Producer<byte[], byte[]> producer) {
        var unused = producer.send(new ProducerRecord<>(topic, 0, application, claim.toBytes()));
    }

    /** Ends the exchange soon; any thread. */
    public void stop() {
        stopped.countDown();
    }
}
