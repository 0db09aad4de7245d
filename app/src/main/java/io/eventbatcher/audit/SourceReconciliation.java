package io.eventbatcher.audit;

import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Account.Stage;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.ledger.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of source partitions with the counts of ingest. Offsets count from the first record of the present topic of the name; the
 * position beside the counts tells the records counted, and the records accepted as lost.
 */
final class SourceReconciliation {
    private final Map<Account, Tally> before;
    private final Map<TopicPartition, KafkaSnapshot.Source> sources;
    private final Map<Account, Tally> after;
    private final Map<Account, ReadPosition> positions;

    SourceReconciliation(
            Map<Account, Tally> before,
            Map<TopicPartition, KafkaSnapshot.Source> sources,
            Map<Account, Tally> after,
            Map<Account, ReadPosition> positions) {
        this.before = before;
        this.sources = sources;
        this.after = after;
        this.positions = positions;
    }

    /** The ends of reading in whole source partitions with fewer records counted than offsets read. */
    Map<TopicPartition, Long> unexplained() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        sources.forEach((partition, source) -> {
            ReadPosition position = position(partition);
            long read = Math.min(source.read(position), source.end());
            boolean whole = source.exists() && source.begin() == 0 && !source.untouched(position);
            if (whole && !madeAnew(source, position) && read > counted(after, partition)) {
                ends.put(partition, read);
            }
        });
        return ends;
    }

    /** The records of the topic read by offset, against the records counted; adds missing records less surplus records to the gaps. */
    long compare(String topic, Gaps gaps) {
        long missing = unread(topic, gaps);
        for (Map.Entry<TopicPartition, KafkaSnapshot.Source> entry : sources.entrySet()) {
            TopicPartition partition = entry.getKey();
            KafkaSnapshot.Source source = entry.getValue();
            ReadPosition position = position(partition);
            if (partition.topic().equals(topic)
                    && source.exists()
                    && !source.untouched(position)
                    && !madeAnew(source, position)) {
                long read = source.read(position) - (position == null ? 0 : position.skipped());
                missing += gaps.between(
                        "the source partition " + partition + " and ingest",
                        new Gaps.Range(source.least(), read),
                        new Gaps.Range(counted(before, partition), counted(after, partition)),
                        "were read and never counted",
                        "were counted and never read");
            }
        }
        return missing;
    }

    /** Records deleted by Kafka and read by nobody; adds their number to the gaps. */
    long unread(String topic, Gaps gaps) {
        long missing = 0;
        for (Map.Entry<TopicPartition, KafkaSnapshot.Source> entry : sources.entrySet()) {
            if (entry.getKey().topic().equals(topic)) {
                missing += unread(entry.getKey(), entry.getValue(), gaps);
            }
        }
        return missing;
    }

    private long unread(TopicPartition partition, KafkaSnapshot.Source source, Gaps gaps) {
        ReadPosition position = position(partition);
        String where = "the source partition " + partition;
        if (madeAnew(source, position)) {
            long unread = position == null ? 0 : position.unread();
            if (source.exists() || unread > 0) {
                gaps.add(new Discrepancy(
                        where,
                        unread,
                        "the topic was deleted and created again; " + unread
                                + " events of the old one are known to be unread, and the new one is not read yet. 'event-batcher lanes list'"
                                + " tells if an operator must accept the loss"));
            }
            return unread;
        }
        long lost = source.exists() && !source.untouched(position) ? source.begin() - source.read(position) : 0;
        if (lost <= 0) {
            return 0;
        }
        gaps.add(new Discrepancy(
                where,
                lost,
                lost + " events were deleted before they were read, at the offsets " + source.read(position) + " to "
                        + (source.begin() - 1) + ". 'event-batcher lanes accept-loss --source " + partition.topic()
                        + " --partition " + partition.partition() + "' reads on behind them"));
        return lost;
    }

    private static boolean madeAnew(KafkaSnapshot.Source source, @Nullable ReadPosition position) {
        return position != null
                && !position.topicId().equals(Uuid.ZERO_UUID)
                && !position.topicId().equals(source.topicId());
    }

    private @Nullable ReadPosition position(TopicPartition partition) {
        return positions.get(new Account(Stage.INGEST, partition.topic(), partition.partition()));
    }

    /** Records of the present topic of the name, as ingest counted over all routes. */
    private long counted(Map<Account, Tally> ledger, TopicPartition partition) {
        ReadPosition position = position(partition);
        long consumed = ledger.entrySet().stream()
                .filter(entry -> entry.getKey().stage() == Stage.INGEST
                        && entry.getKey().number() == partition.partition()
                        && entry.getKey().isOf(partition.topic()))
                .mapToLong(entry -> entry.getValue().in())
                .sum();
        return consumed - (position == null ? 0 : position.before());
    }
}
