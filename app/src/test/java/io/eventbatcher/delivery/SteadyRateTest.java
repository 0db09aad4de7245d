package io.eventbatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.rate.RateClaim;
import io.eventbatcher.delivery.rate.RateShare;
import io.eventbatcher.route.Route.Quota;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three instances at the default reserve and HubSpot, on virtual time, for minutes: threads that are busy now and then, a network
 * that is uneven and stands still now and then, answers that take their time, claims that take theirs. HubSpot counts what arrives
 * within any interval, and refuses what is too much.
 */
class SteadyRateTest {
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    private static final double MUCH = 1e6;

    private final VirtualTime time = new VirtualTime();
    private final Random random = new Random(4);
    private final List<Instance> instances = new ArrayList<>();
    private final Deque<Long> counted = new ArrayDeque<>();

    private Quota quota = Quota.EVENTS;
    private int limit;
    private Duration interval = Duration.ZERO;
    private int longestStorm = 300;
    private long networkStandsUntil;
    private long number;
    private long taken;
    private long refused;

    private final class Instance {
        private final QuotaShares budgets;
        private final Mailbox mailbox = new Mailbox();
        private double demand;
        private double waiting;
        private long busyUntil;
        private long askedAt;
        private int lanes;
        private final Set<Long> inFlight = new HashSet<>();
        private final List<RateClaim> heard = new ArrayList<>();
        private long nextTalk;

        Instance(String name) {
            Settings settings = SettingsFile.parse(
                    ("{instance: %s, kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'},"
                                    + " routes: {behavioral: {lanes: 12}, marketing-upsert: {lanes: 6},"
                                    + " marketing-update: {lanes: 6}}}")
                            .formatted(name),
                    Map.of());
            budgets = new QuotaShares(settings, time, mailbox, time);
            askedAt = time.nanoTime();
        }

        void lanes(int lanes) {
            this.lanes = lanes;
            budgets.of(quota).lanes(lanes);
        }

        /** The poll thread's turn, unless it is busy. */
        void step() {
            long now = time.nanoTime();
            if (now < busyUntil) {
                return;
            }
            busyUntil = now + (random.nextInt(300) == 0 ? random.nextInt(200) : 1) * MILLISECOND;
            mailbox.drain();
            waiting = Math.min(waiting + demand * (now - askedAt) / 1e9, 10_000);
            askedAt = now;
            RateShare budget = budgets.of(quota);
            while (waiting >= 1 && budget.tryTake()) {
                waiting--;
                budget.sent(++number);
                inFlight.add(number);
                send(number);
            }
            if (now >= nextTalk) {
                nextTalk = now + 50 * MILLISECOND;
                List<RateClaim> news = List.copyOf(heard);
                heard.clear();
                budgets.turn(news)
                        .ifPresent(claim -> later(
                                20 + random.nextInt(80), () -> instances.forEach(other -> other.heard.add(claim))));
            }
        }

        private void send(long one) {
            overTheNetwork(() -> {
                boolean accepted = arrived();
                later(
                        20 + random.nextInt(100),
                        () -> overTheNetwork(() -> mailbox.post(() -> answered(one, accepted))));
            });
        }

        private void answered(long one, boolean accepted) {
            inFlight.remove(one);
            budgets.of(quota).over(one, true);
            if (!accepted) {
                waiting++;
                budgets.of(quota).refused();
            }
        }
    }

    private void later(int milliseconds, Runnable action) {
        time.after(Duration.ofMillis(milliseconds), action);
    }

    private void overTheNetwork(Runnable arrival) {
        long stands = Math.max(0, networkStandsUntil - time.nanoTime());
        time.after(Duration.ofNanos(stands + (10 + random.nextInt(5)) * MILLISECOND), arrival);
    }

    private boolean arrived() {
        long now = time.nanoTime();
        while (!counted.isEmpty() && counted.getFirst() <= now - interval.toNanos()) {
            counted.removeFirst();
        }
        if (counted.size() >= limit) {
            refused++;
            return false;
        }
        counted.addLast(now);
        taken++;
        return true;
    }

    private void given(Quota of) {
        quota = of;
        limit = of == Quota.EVENTS ? 1_250 : 190;
        interval = of == Quota.EVENTS ? Duration.ofSeconds(1) : Duration.ofSeconds(10);
        Stream.of("one", "two", "three").map(Instance::new).forEach(instances::add);
        instances.forEach(instance -> instance.lanes(4));
    }

    private void demand(double... demands) {
        IntStream.range(0, demands.length).forEach(i -> instances.get(i).demand = demands[i]);
    }

    private void run(Duration duration) {
        long end = time.nanoTime() + duration.toNanos();
        while (time.nanoTime() < end) {
            if (random.nextInt(5_000) == 0) {
                networkStandsUntil =
                        Math.max(networkStandsUntil, time.nanoTime() + random.nextInt(longestStorm) * MILLISECOND);
            }
            time.advance(Duration.ofMillis(1));
            instances.forEach(Instance::step);
        }
    }

    /** Of what is allowed. */
    private double usedOver(Duration duration) {
        long before = taken;
        run(duration);
        double allowed = 0.9 * limit * duration.toMillis() / interval.toMillis();
        return (taken - before) / allowed;
    }

    @ParameterizedTest
    @EnumSource(Quota.class)
    void shouldUseTheAllowedRateAndDrawNo429WhenTheLoadIsEven(Quota of) {
        // Given
        given(of);
        demand(MUCH, MUCH, MUCH);
        run(Duration.ofSeconds(15));

        // When
        double used = usedOver(Duration.ofMinutes(2));

        // Then
        assertThat(refused).isZero();
        assertThat(used).isBetween(0.95, 1.01);
    }

    @ParameterizedTest
    @EnumSource(Quota.class)
    void shouldUseTheAllowedRateAndDrawNo429WhenOneInstanceHasTheLoad(Quota of) {
        // Given
        given(of);
        demand(MUCH, 0, limit / 100.0 / interval.toSeconds());
        run(Duration.ofSeconds(15));

        // When
        double used = usedOver(Duration.ofMinutes(2));

        // Then
        assertThat(refused).isZero();
        assertThat(used).isBetween(0.95, 1.01);
    }

    @ParameterizedTest
    @EnumSource(Quota.class)
    void shouldDrawNo429WhileInstancesJoinAndLeave(Quota of) {
        // Given
        given(of);
        longestStorm = 150;
        demand(MUCH, MUCH, MUCH);
        run(Duration.ofSeconds(15));

        // When
        for (int round = 0; round < 6; round++) {
            assign(6, 0, 6);
            run(Duration.ofSeconds(10));
            assign(4, 4, 4);
            run(Duration.ofSeconds(10));
        }

        // Then
        assertThat(refused).isZero();
    }

    @ParameterizedTest
    @EnumSource(Quota.class)
    void shouldDrawNo429WhileTheLoadMoves(Quota of) {
        // Given
        given(of);
        longestStorm = 150;
        demand(MUCH, MUCH, MUCH);
        run(Duration.ofSeconds(15));

        // When
        for (int round = 0; round < 24; round++) {
            double[] demands = new double[3];
            demands[round % 3] = MUCH;
            demands[random.nextInt(3)] = random.nextDouble() * 1.5 * limit / interval.toSeconds();
            for (int i = 0; i < 3; i++) {
                instances.get(i).waiting = Math.min(instances.get(i).waiting, demands[i]);
            }
            demand(demands);
            run(Duration.ofSeconds(5));
        }

        // Then
        assertThat(refused).isZero();
    }

    /** Whoever has a lane waits for what it has in flight before another one gets it. */
    private void assign(int... lanes) {
        Set<Long> inFlight = new HashSet<>();
        for (int i = 0; i < lanes.length; i++) {
            Instance instance = instances.get(i);
            if (lanes[i] < instance.lanes) {
                inFlight.addAll(instance.inFlight);
                instance.lanes(lanes[i]);
            }
        }
        while (instances.stream()
                .anyMatch(instance -> instance.inFlight.stream().anyMatch(inFlight::contains))) {
            run(Duration.ofMillis(10));
        }
        for (int i = 0; i < lanes.length; i++) {
            instances.get(i).lanes(lanes[i]);
        }
    }
}
