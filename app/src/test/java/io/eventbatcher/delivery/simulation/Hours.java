package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Runs one seed after the other until so many hours are simulated. */
final class Hours {
    private final AtomicLong nextSeed;
    private final AtomicLong minutesLeft;
    private final AtomicReference<String> failure = new AtomicReference<>();

    Hours(long firstSeed, int hours) {
        nextSeed = new AtomicLong(firstSeed);
        minutesLeft = new AtomicLong(Duration.ofHours(hours).toMinutes());
    }

    /** The first failure, told for people. */
    Optional<String> run(int threads) throws InterruptedException {
        var workers = Stream.generate(() -> new Thread(this::work, "simulation"))
                .limit(threads)
                .toList();
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }
        return Optional.ofNullable(failure.get());
    }

    private void work() {
        while (failure.get() == null
                && minutesLeft.addAndGet(-Plan.FAULTS_END.toMinutes()) > -Plan.FAULTS_END.toMinutes()) {
            long seed = nextSeed.getAndIncrement();
            failure(seed).ifPresent(text -> failure.compareAndSet(null, text));
        }
    }

    /** The story of this seed, made as short as it can be, if an invariant is violated in it. */
    static Optional<String> failure(long seed) {
        Scenario scenario = Plan.of(seed);
        return Run.of(scenario, seed).map(violation -> Shrinker.shortest(scenario, seed, violation));
    }
}
