package io.eventbatcher.batching;

import io.eventbatcher.config.Settings;
import io.eventbatcher.ingest.Ingest;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.WaitingRecord;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges source records in their order. One that cannot be judged yet (its schema is not known, its topic is halted) waits, all of
 * its partition that come behind it wait too, and the partition is read no further until the line is empty. Nothing blocks, and
 * nothing else stops.
 */
final class IngestProcessor implements Processor<byte[], Arrival, byte[], byte[]> {
    private static final Tally ARRIVED = new Tally(1, 0, 0, 0);
    private static final Tally PASSED = new Tally(1, 1, 0, 0);
    private static final Tally PASSED_LATER = new Tally(0, 1, 0, 0);
    private static final Tally DIED = new Tally(1, 0, 0, 1);
    private static final Tally DIED_LATER = new Tally(0, 0, 0, 1);

    /** How often the lines are looked at; a schema that is new costs its first records so much. */
    private static final Duration PERIOD = Duration.ofMillis(50);

    /** Leaves time to poll and to commit between the turns of a long line. */
    private static final int MOST_IN_A_TURN = 1_000;

    private final RecordIngester judge;
    private final SourceRejectionGuard guard;
    private final PausedPartitions gate;
    private final String replays;
    private final Map<String, Source> sources = new HashMap<>();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable TallyStore books;
    private @Nullable DeferredRecords lines;
    private @Nullable Cancellable rounds;

    /** A partition of this task, and its page in the books. */
    private record Source(TopicPartition partition, TallyStore.Page page) {}

    private IngestProcessor(
            Settings settings, Function<Route, Ingest> ingests, SourceRejectionGuard guard, PausedPartitions gate) {
        this.judge = new RecordIngester(settings, ingests);
        this.guard = guard;
        this.gate = gate;
        this.replays = settings.topics().replays();
    }

    static ProcessorSupplier<byte[], Arrival, byte[], byte[]> supplier(
            Settings settings, Function<Route, Ingest> ingests, SourceRejectionGuard guard, PausedPartitions gate) {
        return () -> new IngestProcessor(settings, ingests, guard, gate);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> forward) {
        context = forward;
        judge.init(forward);
        KeyValueStore<byte[], byte[]> tallies = forward.getStateStore(Nodes.INGEST_TALLIES);
        TallyStore counted = new TallyStore(tallies);
        books = counted;
        PreCommitHook beforeCommit = forward.getStateStore(Nodes.INGEST_BEFORE_COMMIT);
        beforeCommit.run(counted::write);
        sources.clear();
        KeyValueStore<byte[], byte[]> waiting = forward.getStateStore(Nodes.INGEST_WAITING);
        lines = DeferredRecords.restored(waiting);
        rounds = null;
        for (String topic : lines.topics()) {
            hold(source(topic));
        }
    }

    @Override
    public void process(Record<byte[], Arrival> record) {
        String topic = Nodes.initialised(context).recordMetadata().orElseThrow().topic();
        Source source = source(topic);
        record.value()
                .fold(
                        event -> meet(source, event),
                        unroutable -> settle(source, source.page(), judge.refuse(unroutable), true));
    }

    private void meet(Source source, Arrival.Event event) {
        String topic = source.partition().topic();
        DeferredRecords waiting = Nodes.initialised(lines);
        if (waiting.isOpen(topic) || !judged(source, event, true)) {
            judge.foresee(event);
            waiting.join(topic, new WaitingRecord(event.route(), event.source(), event.replayId()));
            page(source, event.route()).count(ARRIVED);
            hold(source);
        }
    }

    /** Whether the record could be judged. */
    private boolean judged(Source source, Arrival.Event event, boolean fresh) {
        long now = Nodes.initialised(context).currentSystemTimeMs();
        return guard.mayJudge(source.partition(), now)
                && settle(source, page(source, event.route()), judge.judge(event), fresh);
    }

    private boolean settle(Source source, TallyStore.Page page, IngestOutcome verdict, boolean fresh) {
        String topic = source.partition().topic();
        return switch (verdict) {
            case ACCEPTED -> {
                guard.accepted(topic);
                page.count(fresh ? PASSED : PASSED_LATER);
                yield true;
            }
            case REJECTED -> {
                // what is replayed was dead before, and the operator who replays it looks on
                if (!topic.equals(replays)) {
                    guard.rejected(topic, Nodes.initialised(context).currentSystemTimeMs());
                }
                page.count(fresh ? DIED : DIED_LATER);
                yield true;
            }
            case UNDECIDED -> false;
        };
    }

    private void hold(Source source) {
        gate.hold(source.partition());
        if (rounds == null) {
            rounds = Nodes.initialised(context).schedule(PERIOD, PunctuationType.WALL_CLOCK_TIME, this::serve);
        }
    }

    /** Judges those whose turn has come. */
    private void serve(long now) {
        DeferredRecords waiting = Nodes.initialised(lines);
        for (String topic : waiting.topics()) {
            Source source = source(topic);
            for (int turn = 0; turn < MOST_IN_A_TURN; turn++) {
                WaitingRecord head = waiting.head(topic);
                if (head == null || !judged(source, event(head), false)) {
                    break;
                }
                waiting.leave(topic);
            }
            if (!waiting.isOpen(topic)) {
                gate.release(source.partition());
            }
        }
        if (waiting.isEmpty() && rounds != null) {
            rounds.cancel();
            rounds = null;
        }
    }

    private static Arrival.Event event(WaitingRecord record) {
        return new Arrival.Event(record.route(), record.source(), record.replayId());
    }

    private Source source(String topic) {
        Source known = sources.get(topic);
        if (known == null) {
            int partition = Nodes.initialised(context).taskId().partition();
            known = new Source(
                    new TopicPartition(topic, partition),
                    Nodes.initialised(books).page(new Account(Account.Stage.INGEST, topic, partition)));
            sources.put(topic, known);
        }
        return known;
    }

    /** Replays of all routes come by one topic, and are counted by route, so that the books of each can be closed. */
    private TallyStore.Page page(Source source, Route route) {
        return source.partition().topic().equals(replays)
                ? Nodes.initialised(books)
                        .page(new Account(
                                Account.Stage.INGEST,
                                Account.nameOfReplays(replays, route),
                                source.partition().partition()))
                : source.page();
    }

    /** The task goes elsewhere, or is restored anew: whoever has it next holds what must be held. */
    @Override
    public void close() {
        Set<TopicPartition> mine = new HashSet<>();
        sources.values().forEach(source -> mine.add(source.partition()));
        gate.releaseAll(mine);
        judge.close();
    }
}
