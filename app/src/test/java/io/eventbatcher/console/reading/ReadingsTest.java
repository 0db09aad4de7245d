package io.eventbatcher.console.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.time.Clocks;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private final Readings readings = new Readings(failure -> "the broker is away", Clocks.SYSTEM);
    private final AtomicInteger reads = new AtomicInteger();

    @AfterEach
    void close() {
        readings.close();
    }

    @Test
    void shouldReadOnceForAllWhoAskForTheSame() {
        // Given
        Reading<Integer> first = readings.ask("same", progress -> reads.incrementAndGet());

        // When
        Reading<Integer> second = readings.ask("same", progress -> reads.incrementAndGet());

        // Then
        assertThat(first.result()).hasValue(1);
        assertThat(second.result()).hasValue(1);
    }

    @Test
    void shouldReadAgainAfterAnAct() {
        // Given
        Reading<Integer> first = readings.ask("same", progress -> reads.incrementAndGet());
        readings.forget();

        // When
        Reading<Integer> second = readings.ask("same", progress -> reads.incrementAndGet());

        // Then
        assertThat(first.result()).hasValue(1);
        assertThat(second.result()).hasValue(2);
    }

    @Test
    void shouldTellTheProgressOfALongReading() {
        // Given
        CountDownLatch goOn = new CountDownLatch(1);
        Work<Integer> longWork = progress -> {
            progress.passed("letters", 30, 120);
            try {
                goOn.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return 7;
        };

        // When
        Reading<Integer> reading = readings.ask("long", longWork);

        // Then
        assertThat(reading.isOpen()).isTrue();
        assertThat(reading.topic() + ' ' + reading.percent()).isEqualTo("letters 25");
        goOn.countDown();
        assertThat(readings.ask("long", longWork).result()).hasValue(7);
    }

    @Test
    void shouldSayWhyATopicCannotBeRead() {
        // When
        Reading<Integer> reading = readings.ask("failing", progress -> {
            throw new KafkaException("disconnected");
        });

        // Then
        assertThat(reading.isOpen()).isFalse();
        assertThat(reading.trouble()).isEqualTo("The topics cannot be read: the broker is away.");
    }
}
