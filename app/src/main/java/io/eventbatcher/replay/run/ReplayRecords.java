package io.eventbatcher.replay.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.Settings;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.record.Origin;
import io.eventbatcher.replay.event.EditedEvent;
import io.eventbatcher.replay.event.EventViews;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.plan.Screening;
import io.eventbatcher.replay.resolution.ReplayRun;
import io.eventbatcher.route.Route;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The records of the replay topic that letters become: key, value and headers of the letter byte for byte, and the letter's id as the replay's
 * id. An edited letter has another value, and the operator's signature.
 */
final class ReplayRecords implements AutoCloseable {
    private final ReplayRun run;
    private final FieldEdits edits;
    private final Screening screening;
    private final @Nullable EventViews views;
    private final String topic;
    private final int partitions;

    /** @param partitions the number of partitions of the replay topic */
    ReplayRecords(Settings settings, ReplayRun run, FieldEdits edits, Screening screening, int partitions) {
        this.run = run;
        this.edits = edits;
        this.screening = screening;
        this.views = edits.isEmpty() ? null : EventViews.open(settings);
        this.topic = settings.topics().replays();
        this.partitions = partitions;
    }

    /**
     * The replay of a letter; empty if its value is gone, or the edited event does not pass.
     *
     * @throws RegistrySilentException if nobody can tell if the edited event passes
     */
    Optional<ProducerRecord<byte[], byte[]>> of(StoredLetter letter) {
        Route route = screening.route(letter).orElseThrow();
        Optional<ConsumerRecord<byte[], byte[]>> original = screening.original(letter);
        ConsumerRecord<byte[], byte[]> record = original.orElse(letter.entry());
        Headers headers = new RecordHeaders(record.headers().toArray());
        if (original.isPresent()) {
            takeFacts(headers, letter);
        }
        complete(headers, letter, route);
        if (views == null) {
            return Optional.of(record(record.key(), record.value(), headers, letter.origin(), route));
        }
        EditedEvent edited = views.edited(letter, edits);
        if (!edited.passes() && views.isRegistrySilent()) {
            throw new RegistrySilentException(run.id());
        }
        sign(headers, letter);
        return edited.passes()
                ? Optional.of(
                        record(record.key(), edited.value(), views.headers(headers, edits), letter.origin(), route))
                : Optional.empty();
    }

    /** Letters of a route that keeps order go to a partition by their source partition. */
    @SuppressWarnings("NullAway") // a record may lack key, value and partition
    private ProducerRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers, Origin origin, Route route) {
        @Nullable
        Integer partition = route.ordered()
                ? Math.floorMod((origin.topic() + '/' + origin.partition()).hashCode(), partitions)
                : null;
        return new ProducerRecord<>(topic, partition, null, key, value, headers);
    }

    /** Adds the letter's facts to the producer's headers, but for the words about parts that were left out. */
    private static void takeFacts(Headers headers, StoredLetter letter) {
        for (DeadLetterHeader header : DeadLetterHeader.OF_A_DEATH) {
            String text = letter.text(header);
            if (text != null) {
                set(headers, header, text);
            }
        }
    }

    /** A letter of Kafka's own handlers lacks headers of ours, and a letter by hand may lack them all. */
    private static void complete(Headers headers, StoredLetter letter, Route route) {
        Origin origin = letter.origin();
        set(headers, DeadLetterHeader.ROUTE, route.label());
        set(headers, DeadLetterHeader.ERRORS_TOPIC, origin.topic());
        set(headers, DeadLetterHeader.ERRORS_PARTITION, Integer.toString(origin.partition()));
        set(headers, DeadLetterHeader.ERRORS_OFFSET, Long.toString(origin.offset()));
        set(headers, DeadLetterHeader.ORIGINAL_TIMESTAMP, Long.toString(Math.max(0, origin.timestamp())));
        set(headers, DeadLetterHeader.REPLAYS, Integer.toString(letter.replays()));
        set(headers, DeadLetterHeader.REPLAY_ID, letter.id().toString());
    }

    private void sign(Headers headers, StoredLetter letter) {
        set(headers, DeadLetterHeader.EDITED_BY, run.by());
        set(headers, DeadLetterHeader.EDITED_AT, run.startedAt().toString());
        set(headers, DeadLetterHeader.EDITED_FIELDS, String.join(",", edits.paths(letter.id())));
    }

    private static void set(Headers headers, DeadLetterHeader header, String text) {
        if (header.in(headers).filter(text::equals).isEmpty()) {
            headers.remove(header.key());
            headers.add(header.key(), text.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        if (views != null) {
            views.close();
        }
    }
}
