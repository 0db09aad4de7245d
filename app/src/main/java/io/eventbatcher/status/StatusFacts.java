package io.eventbatcher.status;

import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The facts of a moment.
 *
 * @param states the newest state of each lane, source topic and part of an instance, unless withdrawn
 * @param tallies the newest tally of every account of the ledger
 * @param backlogs records behind the committed offsets of source topics, replays and batches
 * @param kafka the failure to ask Kafka; empty if Kafka has told all
 */
record StatusFacts(
        List<LaneState> states,
        Map<Account, Tally> tallies,
        Map<TopicPartition, Backlog> backlogs,
        Optional<LaneCause> kafka) {
    StatusFacts {
        states = List.copyOf(states);
        tallies = Map.copyOf(tallies);
        backlogs = Map.copyOf(backlogs);
    }

    /** The facts of an instance that cannot ask Kafka: nothing but its own states. */
    static StatusFacts withoutKafka(List<LaneState> own, LaneCause trouble) {
        return new StatusFacts(own, Map.of(), Map.of(), Optional.of(trouble));
    }

    Tally sum(Account.Stage stage, Predicate<Account> wanted) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey().stage() == stage && wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Tally.ZERO, Tally::plus);
    }

    Backlog backlog(String topic) {
        return backlogs.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .map(Map.Entry::getValue)
                .reduce(Backlog.NONE, Backlog::plus);
    }
}
