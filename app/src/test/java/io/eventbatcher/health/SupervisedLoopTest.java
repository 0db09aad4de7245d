package io.eventbatcher.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final AtomicInteger turns = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalStateException.class,
                StackOverflowError.class,
                OutOfMemoryError.class,
                NoClassDefFoundError.class,
                InterruptedException.class
            })
    void shouldSurviveWhateverATurnThrows(Class<? extends Throwable> thrown) throws ReflectiveOperationException {
        // Given
        failures.add(thrown.getConstructor().newInstance());

        // When
        try (SupervisedLoop loop = start()) {
            // Then
            await().atMost(PATIENCE).until(() -> turns.get() > 2);
            assertThat(loop.trouble()).isEmpty();
        }
    }

    @Test
    void shouldShowItsTroubleWhileTurnsFail() {
        // Given
        try (SupervisedLoop loop = SupervisedLoop.start("the sweeper", Thread::new, Duration.ofMillis(1), () -> {
            turns.incrementAndGet();
            throw new IllegalStateException("no broom");
        })) {
            // When
            await().atMost(PATIENCE).until(() -> turns.get() > 2);

            // Then
            assertThat(loop.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("the sweeper", "IllegalStateException"));
        }
    }

    @Test
    void shouldShowThatItsThreadHasEnded() {
        // Given a thread that does not do what it was made for
        SupervisedLoop loop = SupervisedLoop.start(
                "the sweeper", work -> new Thread(() -> {}), Duration.ofMillis(1), turns::incrementAndGet);

        // When
        await().atMost(PATIENCE).until(() -> loop.trouble().isPresent());

        // Then
        assertThat(loop.trouble()).hasValue("the sweeper has ended; restart the service");
    }

    @Test
    void shouldEndATurnThatWaitsWhenItIsClosed() {
        // Given
        AtomicReference<Thread> made = new AtomicReference<>();
        SupervisedLoop loop = SupervisedLoop.start(
                "the sweeper",
                work -> {
                    Thread thread = new Thread(work);
                    made.set(thread);
                    return thread;
                },
                Duration.ofMillis(1),
                new CountDownLatch(1)::await);

        // When
        loop.close();

        // Then
        assertThat(made.get()).matches(thread -> !thread.isAlive());
        assertThat(loop.trouble()).isEmpty();
    }

    @Test
    void shouldDoTheLastThingOnItsOwnThread() {
        // Given
        AtomicReference<String> left = new AtomicReference<>("");
        SupervisedLoop loop = SupervisedLoop.start(
                "the sweeper",
                work -> new Thread(work, "sweeping"),
                turns::incrementAndGet,
                () -> left.set(Thread.currentThread().getName()));

        // When
        loop.end(PATIENCE);

        // Then
        assertThat(left.get()).isEqualTo("sweeping");
    }

    private SupervisedLoop start() {
        return SupervisedLoop.start("the sweeper", Thread::new, Duration.ofMillis(1), () -> {
            turns.incrementAndGet();
            Throwable failure = failures.poll();
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof InterruptedException interrupted) {
                throw interrupted;
            }
        });
    }
}
