package io.eventbatcher.delivery.settle;

import io.eventbatcher.config.TopicSettings;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.log.LogThrottle;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.DoublingPause;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals while they last: the settlements that wait, the time of the next try, and words for the operator.
 *
 * <p>Owned by the poll thread, but for {@link #trouble}.
 */
final class RefusedSettling {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final DoublingPause PAUSES = new DoublingPause(FIRST_PAUSE, LONGEST_PAUSE);
    private static final Logger LOG = LoggerFactory.getLogger(RefusedSettling.class);

    private final TopicSettings topics;
    private final Clocks clocks;
    private final LogThrottle repetitions = new LogThrottle(Duration.ofMinutes(1));
    private final Map<String, Refusal> byTopic = new HashMap<>();
    /** Lanes with a record that a topic refuses, which may take others. */
    private final Set<Lane> refusedLanes = new HashSet<>();

    private volatile @Nullable Refusal latest;
    private Moment since = Moment.LONG_AGO;
    private Moment next = Moment.LONG_AGO;
    private int tries;

    RefusedSettling(TopicSettings topics, Clocks clocks) {
        this.topics = topics;
        this.clocks = clocks;
    }

    /** True from a refusal until no settlement waits for a topic any more. */
    boolean lasts() {
        return latest != null;
    }

    /** True if the pause after the last refusal is over. */
    boolean due() {
        return !clocks.moment().isBefore(next);
    }

    /** True if the topic may take records of other lanes. */
    boolean ofOneRecord() {
        Refusal refusal = latest;
        return refusal != null && refusal.ofOneRecord();
    }

    Moment next() {
        return next;
    }

    /** Forgets the pause: the lanes are to leave, and have no time. */
    void hurry() {
        next = Moment.LONG_AGO;
        tries = 0;
    }

    /** The settlements that wait: those refused, and those that need a topic that refuses everything. */
    Map<Lane, Settlement> heldBack(Map<Lane, Settlement> due) {
        Map<Lane, Settlement> held = new LinkedHashMap<>();
        due.forEach((lane, settlement) -> {
            if (refusedLanes.contains(lane)
                    || byTopic.values().stream()
                            .anyMatch(refusal -> !refusal.ofOneRecord() && concerns(refusal, settlement))) {
                held.put(lane, settlement);
            }
        });
        return held;
    }

    /**
     * What can be settled of lanes that are left while the dead-letter topic refuses: a lane must not wait for the topic, or what HubSpot took would be
     * sent again.
     */
    Map<Lane, Settlement> withoutDeadLetters(List<Lane> lanes) {
        Map<Lane, Settlement> due = new LinkedHashMap<>();
        if (byTopic.containsKey(topics.deadLetters())) {
            lanes.forEach(lane -> lane.settling()
                    .settlementWithoutDeadLetters()
                    .filter(settlement -> !settlement.empty())
                    .ifPresent(settlement -> due.put(lane, settlement)));
        }
        return due;
    }

    private boolean concerns(Refusal refusal, Settlement settlement) {
        if (topics.deadLetters().equals(refusal.topic())) {
            return settlement.items().stream().map(SettledItems::deadLetters).anyMatch(letters -> !letters.isEmpty());
        }
        return refusal.topic() == null || !settlement.items().isEmpty();
    }

    /**
     * Notes a refusal, and the lanes that wait for it.
     *
     * @param transaction the settlements that were refused together
     */
    void refused(Refusal refusal, Map<Lane, Settlement> transaction) {
        Moment now = clocks.moment();
        Refusal before = latest;
        if (before == null) {
            since = now;
        }
        if (before == null || !refusal.remedy().equals(before.remedy())) {
            repetitions.reset();
        }
        if (due()) {
            // the first refusal of a try: what was found before is tried anew, and the pause grows once
            byTopic.clear();
            refusedLanes.clear();
            next = now.plus(PAUSES.after(tries++));
        }
        byTopic.put(name(refusal), refusal);
        transaction.forEach((lane, settlement) -> {
            if (concerns(refusal, settlement)) {
                refusedLanes.add(lane);
            }
        });
        latest = refusal;
        if (repetitions.tryLog(now)) {
            LOG.atWarn()
                    .log(
                            "Delivery cannot settle: {}. Outcomes wait in memory, and settling is tried again; nothing is sent"
                                    + " again for it unless the process ends.",
                            refusal.describe());
        }
    }

    private static String name(Refusal refusal) {
        return refusal.topic() == null ? "" : refusal.topic();
    }

    /** All that waited is settled, or belongs elsewhere. */
    void over() {
        if (latest != null) {
            LOG.atInfo()
                    .addKeyValue("seconds", clocks.moment().since(since).toSeconds())
                    .log("Kafka takes again what it refused; delivery settles.");
            byTopic.clear();
            refusedLanes.clear();
            latest = null;
            hurry();
        }
    }

    /** Any thread: the refusal as a clause, with the remedy; empty while Kafka refuses nothing. */
    Optional<String> trouble() {
        return Optional.ofNullable(latest).map(refusal -> "delivery cannot settle: " + refusal.describe());
    }
}
