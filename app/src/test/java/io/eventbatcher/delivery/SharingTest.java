package io.eventbatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.delivery.rate.RateClaim;
import io.eventbatcher.delivery.rate.RollingCount;
import io.eventbatcher.hubspot.LimitHeaders;
import io.eventbatcher.route.Route;
import io.eventbatcher.route.Route.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Three instances with three lanes each, on virtual time, whose claims take a tenth of a second to be heard. */
class SharingTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Duration STEP = Duration.ofMillis(1);
    private static final int STEPS_TO_BE_HEARD = 100;
    private static final int LIMIT = 1_250;
    private static final double ALLOWED = 1_125;

    private final VirtualTime time = new VirtualTime();
    private final RollingCount sent = new RollingCount();
    private final List<Instance> instances =
            Stream.of("one", "two", "three").map(Instance::new).toList();

    private final class Instance {
        private final QuotaShares budgets;
        private final List<Said> heard = new ArrayList<>();
        private boolean listening = true;
        private double demand;
        private double waiting;

        private record Said(RateClaim claim, long at) {}

        Instance(String name) {
            Settings settings = SettingsFile.parse(
                    ("{instance: %s, kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'},"
                                    + " routes: {behavioral: {lanes: 9}}}")
                            .formatted(name),
                    Map.of());
            budgets = new QuotaShares(settings, time, new Mailbox(), time);
            budgets.of(Quota.EVENTS).lanes(3);
        }

        /** Sends what it has to send, as far as it may. */
        void step() {
            waiting = Math.min(waiting + demand * STEP.toNanos() / SECOND, 10_000);
            while (waiting >= 1 && budgets.of(Quota.EVENTS).tryTake()) {
                waiting--;
                sent.add(time.nanoTime());
            }
        }

        void talk() {
            List<RateClaim> news = heard.stream()
                    .filter(said -> said.at() <= time.nanoTime())
                    .map(Said::claim)
                    .toList();
            heard.removeIf(said -> said.at() <= time.nanoTime());
            long at = time.nanoTime() + STEPS_TO_BE_HEARD * STEP.toNanos();
            budgets.turn(news)
                    .ifPresent(claim -> instances.stream()
                            .filter(other -> other.listening && listening)
                            .forEach(other -> other.heard.add(new Said(claim, at))));
        }
    }

    private void run(Duration duration) {
        long end = time.nanoTime() + duration.toNanos();
        for (long step = 0; time.nanoTime() < end; step++) {
            time.advance(STEP);
            instances.forEach(Instance::step);
            if (step % 50 == 0) {
                instances.forEach(Instance::talk);
            }
        }
    }

    private double rateOver(Duration duration) {
        long from = time.nanoTime();
        run(duration);
        return sent.between(from, time.nanoTime()) / (double) duration.toSeconds();
    }

    private void demand(double one, double two, double three) {
        instances.get(0).demand = one;
        instances.get(1).demand = two;
        instances.get(2).demand = three;
    }

    @Test
    void shouldUseTheRateWhenAllCouldUseMore() {
        // Given
        demand(5_000, 5_000, 5_000);
        run(Duration.ofSeconds(5));

        // When
        double rate = rateOver(Duration.ofSeconds(10));

        // Then
        assertThat(rate).isBetween(0.95 * ALLOWED, 1.01 * ALLOWED);
        assertThat(sent.most(SECOND)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void shouldLendTheRateToTheOneThatCouldUseMore() {
        // Given
        demand(5_000, 0, 20);
        run(Duration.ofSeconds(5));

        // When
        double rate = rateOver(Duration.ofSeconds(10));

        // Then
        assertThat(rate).isBetween(0.95 * ALLOWED, 1.01 * ALLOWED);
        assertThat(sent.most(SECOND)).isLessThanOrEqualTo(LIMIT);
        assertThat(instances.get(2).waiting).isLessThan(3);
    }

    @Test
    void shouldGiveARateBackWithoutEverExceedingTheLimit() {
        // Given
        demand(5_000, 10, 10);
        run(Duration.ofSeconds(8));

        // When
        demand(5_000, 5_000, 10);
        run(Duration.ofSeconds(8));
        demand(0, 5_000, 5_000);
        run(Duration.ofSeconds(8));
        demand(5_000, 200, 5_000);
        double rate = rateOver(Duration.ofSeconds(20));

        // Then
        assertThat(sent.most(SECOND)).isLessThanOrEqualTo(LIMIT);
        assertThat(rate).isGreaterThan(0.9 * ALLOWED);
    }

    @Test
    void shouldBorrowNothingFromAQuietInstanceWithoutSayingSo() {
        // Given an instance that uses nearly its part, and wants no more
        demand(340, 0, 0);
        run(Duration.ofSeconds(8));
        double hungry = instances.get(0).waiting;

        // When all send at once
        demand(700, 340, 340);
        run(Duration.ofSeconds(2));

        // Then
        assertThat(hungry).isLessThan(2);
        assertThat(sent.most(SECOND)).isLessThanOrEqualTo((int) (1.03 * ALLOWED));
    }

    @Test
    void shouldKeepToItsPartWhenNobodyHearsIt() {
        // Given
        instances.forEach(instance -> instance.listening = false);
        demand(5_000, 0, 0);

        // When
        double rate = rateOver(Duration.ofSeconds(10));

        // Then
        assertThat(rate).isBetween(0.95 * ALLOWED / 3, 1.02 * ALLOWED / 3);
    }

    @Test
    void shouldBorrowNothingForAWhileAfterA429() {
        // Given
        demand(5_000, 0, 0);
        run(Duration.ofSeconds(5));

        // When
        instances.get(0).budgets.of(Quota.EVENTS).refused();
        double rate = rateOver(Duration.ofSeconds(9));

        // Then
        assertThat(rate).isLessThanOrEqualTo(ALLOWED / 3);
        run(Duration.ofSeconds(3));
        assertThat(rateOver(Duration.ofSeconds(5))).isGreaterThan(0.95 * ALLOWED);
    }

    @Test
    void shouldKeepTheReserveOfHubSpotsOwnLimitWhenThatIsLower() {
        // Given
        instances.forEach(instance -> instance.budgets.correct(
                Route.BEHAVIORAL,
                new LimitHeaders(500, 500, Duration.ofSeconds(1), OptionalInt.empty(), OptionalInt.empty())));
        demand(5_000, 5_000, 5_000);
        run(Duration.ofSeconds(3));

        // When
        double rate = rateOver(Duration.ofSeconds(5));

        // Then
        assertThat(rate).isBetween(0.95 * 450, 1.01 * 450);
    }
}
