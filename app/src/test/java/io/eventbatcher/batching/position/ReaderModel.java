package io.eventbatcher.batching.position;

import io.eventbatcher.batching.streams.PausedPartitions;
import io.eventbatcher.batching.streams.PollGuard;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.ledger.ReadPosition;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A partition, its consumer and its task, without a broker. Each record has a name of its own, so that the model knows which records were read,
 * which were deleted, and which are there.
 */
final class ReaderModel implements PollGuard.Log {
    static final TopicPartition PARTITION = new TopicPartition("topic", 0);
    private static final int MOST_PER_POLL = 5;

    private final Set<Long> read = new HashSet<>();
    private final Set<Long> expiredUnread = new HashSet<>();
    private TreeMap<Long, Long> log = new TreeMap<>();
    private Uuid topicId = Uuid.randomUuid();
    private Uuid formerId = topicId;
    private boolean brokerLags;
    private boolean brokerLagsSoon;
    private boolean learnsLate;
    private long polls;
    private long laggedAt;
    private long begin;
    private long end;
    private long names;
    private long seenEnd;
    private int readTwice;
    private boolean owesHold;
    private long mayBeLost;

    private Moment now = new Moment(0);
    private PartitionPositions positions = positions();
    private PartitionProgress progress = positions.begin(PARTITION, null);
    private Commit commit = new Commit(-1, null, 0, 0, Set.of());
    private long position = -1;
    private long fetchedEnd;
    private long nextOffset = -1;
    private boolean processed;
    private boolean pausedInLastPoll;
    private boolean askedForOffset;
    private long arrived;
    private long lost;

    /** What one transaction holds. */
    private record Commit(long offset, @Nullable ReadPosition position, long arrived, long lost, Set<Long> read) {}

    private PartitionPositions positions() {
        return new PartitionPositions(new PausedPartitions(), new Clocks() {
            @Override
            public Instant instant() {
                return Instant.EPOCH;
            }

            @Override
            public Moment moment() {
                now = now.plus(Duration.ofMillis(300));
                return now;
            }
        });
    }

    // what others do to the topic

    void produce(int records) {
        for (int i = 0; i < records; i++) {
            log.put(end++, names++);
        }
    }

    /** Transaction markers, and records of transactions that were aborted. */
    void produceNothing(int offsets) {
        end += offsets;
    }

    void expire(int offsets) {
        long unread = firstUncommitted();
        begin = Math.min(end, begin + offsets);
        mayBeLost += Math.max(0, begin - unread);
        Map<Long, Long> gone = log.headMap(begin);
        if (commit.position() != null) { // before its first commit a service has not begun
            gone.values().stream().filter(name -> !read.contains(name)).forEach(expiredUnread::add);
        }
        gone.clear();
    }

    /** @param learnsLate true if the consumer fetches from the new topic in the poll in which it learns of the topic */
    void makeAnew(boolean learnsLate) {
        this.learnsLate = learnsLate && hasBegun();
        owesHold |= log.entrySet().stream()
                .anyMatch(record -> record.getKey() < seenEnd && !read.contains(record.getValue()));
        mayBeLost += Math.max(0, end - firstUncommitted());
        // nobody can count any more what had expired before
        expiredUnread.clear();
        log = new TreeMap<>();
        formerId = topicId;
        topicId = Uuid.randomUuid();
        begin = 0;
        end = 0;
        seenEnd = 0;
    }

    /** The first offset that is there and not committed as read. */
    private long firstUncommitted() {
        ReadPosition at = commit.position();
        return at != null && at.topicId().equals(topicId) ? Math.max(begin, at.next()) : begin;
    }

    /** The first id that is seen cannot be compared. */
    private boolean hasBegun() {
        return commit.position() != null;
    }

    /** A broker tells the id of the topic that was deleted, for the time of a poll: before a poll, or during it. */
    void lagBehind(boolean duringPoll) {
        // who lags for longer is believed
        boolean lags = hasBegun() && polls > laggedAt + 3;
        laggedAt = lags ? polls : laggedAt;
        brokerLags = lags && !duringPoll;
        brokerLagsSoon = lags && duringPoll;
    }

    /** As brokers do with a group that was away for long. */
    void forgetCommittedOffset() {
        commit = new Commit(-1, commit.position(), commit.arrived(), commit.lost(), commit.read());
    }

    // what the service does

    void poll() {
        boolean late = learnsLate;
        Map<String, Uuid> ids = ids(brokerLags || late);
        // what expired of the new topic passes for expired records of the deleted one, and is counted once more
        mayBeLost += brokerLags ? begin : 0;
        learnsLate = false;
        brokerLags = brokerLagsSoon && !late; // two changes within a poll are not seen
        brokerLagsSoon = false;
        polls++;
        positions.beforePoll(Set.of(PARTITION), ids, this);
        pausedInLastPoll = positions.holds(PARTITION);
        owesHold &= !isHeld();
        if (position < 0) {
            askForOffset();
        } else if (pausedInLastPoll || !(late || ids.containsValue(topicId))) {
            return; // brokers give nothing for the id of a topic that was deleted
        } else if (position < begin || position > end) {
            positions.outOfRange(Map.of(PARTITION, position), this);
        } else {
            fetch(ids(brokerLags));
        }
    }

    private Map<String, Uuid> ids(boolean former) {
        return Map.of(PARTITION.topic(), former ? formerId : topicId);
    }

    private void askForOffset() {
        position = commit.offset();
        if (position < 0 && !askedForOffset) {
            askedForOffset = true;
            positions.notCommitted(Set.of(PARTITION), this);
        }
    }

    private void fetch(Map<String, Uuid> ids) {
        List<ConsumerRecord<byte[], byte[]>> fetched = new ArrayList<>();
        log.tailMap(position).keySet().stream()
                .limit(MOST_PER_POLL)
                .forEach(offset -> fetched.add(new ConsumerRecord<>("topic", 0, offset, new byte[0], new byte[0])));
        position = fetched.size() < MOST_PER_POLL
                ? end
                : fetched.get(fetched.size() - 1).offset() + 1;
        seenEnd = end;
        fetchedEnd = end;
        ConsumerRecords<byte[], byte[]> records = positions.afterPoll(
                new ConsumerRecords<>(
                        fetched.isEmpty() ? Map.of() : Map.of(PARTITION, fetched),
                        Map.of(PARTITION, new OffsetAndMetadata(position))),
                ids,
                this);
        nextOffset = records.nextOffsets().containsKey(PARTITION) ? position : nextOffset;
        processed |= !records.isEmpty();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            arrived++;
            progress.arrived(record.offset());
            readTwice += read.add(log.get(record.offset())) ? 0 : 1;
        }
    }

    /** Kafka Streams commits an offset only if a record was processed since the task began, then also one behind offsets without records. */
    void commit() {
        lost += progress.takeLost();
        commit = new Commit(
                processed ? nextOffset : commit.offset(),
                progress.position(() -> arrived),
                arrived,
                lost,
                Set.copyOf(read));
    }

    void accept() {
        positions.held("", Instant.EPOCH).stream().map(LaneState::route).forEach(positions::accept);
    }

    /** @param process false for a rebalance, true for a new process, which remembers nothing */
    void crash(boolean process) {
        positions.end(progress);
        Set<Long> rolledBack = new HashSet<>(read);
        rolledBack.removeAll(commit.read());
        read.removeAll(rolledBack);
        rolledBack.removeAll(log.values());
        if (process) {
            positions = positions();
        }
        if (commit.position() == null) {
            // nothing is known any more
            seenEnd = 0;
            owesHold = false;
        }
        fetchedEnd = -1;
        arrived = commit.arrived();
        lost = commit.lost();
        position = -1;
        nextOffset = -1;
        processed = false;
        askedForOffset = false;
        progress = positions.begin(PARTITION, commit.position());
        rolledBackAndDeleted(rolledBack);
    }

    /** Those that expired are among the offsets between the commit and the first that is there; a topic that was made anew is noticed. */
    private void rolledBackAndDeleted(Set<Long> names) {
        ReadPosition at = commit.position();
        if (at != null && at.topicId().equals(topicId)) {
            expiredUnread.addAll(names);
        }
    }

    // what is to be seen

    boolean isHeld() {
        return !positions.held("", Instant.EPOCH).isEmpty();
    }

    boolean hasReadAllThatIsThere() {
        return read.containsAll(log.values());
    }

    int readTwice() {
        return readTwice;
    }

    long lost() {
        return lost;
    }

    /** All offsets that were deleted before they were committed as read, and those that a lagging broker ascribes to a deleted topic. */
    long mayBeLost() {
        return mayBeLost;
    }

    int expiredUnread() {
        return expiredUnread.size();
    }

    boolean owesHold() {
        return owesHold;
    }

    /** Counted records of the topic that has the name now. */
    long counted() {
        ReadPosition at = progress.position(() -> arrived);
        return at == null ? 0 : arrived - at.before();
    }

    /** Offsets of the topic that has the name now that were read. */
    long readOffsets() {
        ReadPosition at = progress.position(() -> arrived);
        return at == null ? 0 : at.next() - at.skipped();
    }

    @Override
    public long position(TopicPartition partition) {
        return position;
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        position = offset;
    }

    @Override
    public void seekToBeginning(Set<TopicPartition> partitions) {
        position = begin;
    }

    @Override
    public long begin(TopicPartition partition) {
        return begin;
    }

    @Override
    public long end(TopicPartition partition) {
        return end;
    }

    @Override
    public long lag(TopicPartition partition) {
        return position < 0 || fetchedEnd < 0 ? -1 : Math.max(0, fetchedEnd - position);
    }

    @Override
    public boolean isPaused(TopicPartition partition) {
        return pausedInLastPoll;
    }

    @Override
    public long refreshTopicIds() {
        return 5 * polls;
    }
}
