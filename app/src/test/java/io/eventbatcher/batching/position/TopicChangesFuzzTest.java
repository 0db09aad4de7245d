package io.eventbatcher.batching.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.LongRuns;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Thousands of lives of a partition whose owners delete, make anew and expire, while the service reads, crashes and restarts. */
class TopicChangesFuzzTest {
    private static final int LIVES = LongRuns.either(8_000, 20_000);
    private static final int CHANGES = 40;

    @Test
    void shouldReadOrCountAllThatWasSeen() {
        long seed = Long.getLong("fuzz.seed", 20_261_128);
        MDC.put("simulation", "quiet");
        for (int life = 0; life < LIVES; life++) {
            // Given
            Random random = new Random(seed + life);
            ReaderModel model = new ReaderModel();
            StringBuilder history = new StringBuilder();
            for (int change = 0; change < CHANGES; change++) {
                change(model, random, history);
            }

            // When all is quiet
            for (int i = 0; i < 100; i++) {
                model.poll();
                model.accept();
            }
            model.commit();

            // Then
            String what = "TopicChangesFuzzTest: life " + life + "; repeat with -Dfuzz.seed=" + (seed + life) + "\n"
                    + history;
            assertThat(model.isHeld()).as(what).isFalse();
            assertThat(model.hasReadAllThatIsThere()).as("all read: %s", what).isTrue();
            assertThat(model.readTwice()).as("read twice: %s", what).isZero();
            assertThat(model.lost()).as("lost: %s", what).isGreaterThanOrEqualTo(model.expiredUnread());
            assertThat(model.lost()).as("not lost: %s", what).isLessThanOrEqualTo(model.mayBeLost());
            assertThat(model.owesHold())
                    .as("unread with the old topic: %s", what)
                    .isFalse();
            assertThat(model.counted())
                    .as("counted: %s", what)
                    .isNotNegative()
                    .isLessThanOrEqualTo(model.readOffsets());
        }
        MDC.remove("simulation");
    }

    private static void change(ReaderModel model, Random random, StringBuilder history) {
        int number = 1 + random.nextInt(8);
        int kind = random.nextInt(104);
        if (kind < 30) {
            history.append("poll ");
            model.poll();
        } else if (kind < 50) {
            history.append("produce").append(number).append(' ');
            model.produce(number);
        } else if (kind < 65) {
            history.append("commit ");
            model.commit();
        } else if (kind < 70) {
            history.append("markers ");
            model.produceNothing(1);
        } else if (kind < 80) {
            history.append("expire").append(number).append(' ');
            model.expire(number);
        } else if (kind < 84) {
            history.append(kind < 82 ? "anew " : "anew-during-poll ");
            model.makeAnew(kind >= 82);
        } else if (kind < 90) {
            history.append("accept ");
            model.accept();
        } else if (kind < 95) {
            history.append("rebalance ");
            model.crash(false);
        } else if (kind < 99) {
            history.append("restart ");
            model.crash(true);
        } else if (kind < 100) {
            history.append("forget ");
            model.forgetCommittedOffset();
        } else {
            history.append(kind < 102 ? "lagging " : "lagging-during-poll ");
            model.lagBehind(kind >= 102);
        }
    }
}
