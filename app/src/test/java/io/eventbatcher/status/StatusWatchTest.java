package io.eventbatcher.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbatcher.control.Stage;
import io.eventbatcher.time.Clocks;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A watch of a Kafka that is slow to say that it is away. */
class StatusWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StatusWatch watch = StatusWatch.start(
            new StatusReader(StatusUnderAnswers.settings(), admin(), List::of, Clocks.SYSTEM),
            List::of,
            KafkaException::getMessage,
            Clocks.SYSTEM);

    private Admin admin() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (admin, method, given) -> {
                    if (method.getName().equals("close")) {
                        closed.countDown();
                        return null;
                    }
                    questions.incrementAndGet();
                    while (true) {
                        try {
                            answer.await();
                            throw new KafkaException("no broker");
                        } catch (InterruptedException unheard) {
                            // a call that is not interruptible
                        }
                    }
                });
    }

    @AfterEach
    void end() {
        answer.countDown();
        watch.close();
    }

    private CompletableFuture<SystemStatus> ask() {
        CompletableFuture<SystemStatus> told = new CompletableFuture<>();
        Thread thread = new Thread(() -> told.complete(watch.latest()));
        thread.setDaemon(true);
        thread.start();
        return told;
    }

    @Test
    void shouldAskKafkaOnceForAllWhoAskFirst() {
        // Given
        List<CompletableFuture<SystemStatus>> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            told.add(ask());
        }
        await().atMost(PATIENCE).until(() -> questions.get() > 0);

        // When
        answer.countDown();

        // Then
        assertThat(told.stream().map(CompletableFuture::join).distinct())
                .singleElement()
                .satisfies(status -> assertThat(status.stage(StageStatus.ALL, Stage.INSTANCES)
                                .orElseThrow()
                                .causes())
                        .anySatisfy(cause -> assertThat(cause.reason()).contains("no broker")));
        assertThat(questions).hasValue(1);
        assertThat(watch.kafkaAnswers()).isLessThan(PATIENCE);
    }

    @Test
    void shouldCloseWithoutAWaitForKafkaAndLeaveTheClientsToTheReading() throws Exception {
        // Given
        CompletableFuture<SystemStatus> told = ask();
        await().atMost(PATIENCE).until(() -> questions.get() > 0);

        // When
        CompletableFuture<Void> end = CompletableFuture.runAsync(watch::close);

        // Then
        await().atMost(PATIENCE).until(end::isDone);
        assertThat(told).isNotDone();
        assertThat(closed.getCount()).isOne();
        answer.countDown();
        told.join();
        closed.await();
        assertThat(watch.latest().well()).isFalse();
        assertThat(questions).hasValue(1);
    }
}
