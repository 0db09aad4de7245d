package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.Reason;
import java.util.Arrays;
import java.util.Optional;

/** The remedy for each kind of dead letters, in brief; docs/dead-letters.md has the causes. */
public final class Remedy {
    private Remedy() {}

    /** A sentence about the next step of an operator. */
    public static String of(LetterKind kind) {
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(one -> one.label().equals(kind.reason()))
                .findFirst();
        if (reason.isPresent()) {
            return of(reason.get());
        }
        return switch (kind.reason()) {
            case StoredLetter.OF_KAFKA ->
                "A handler of Kafka Streams wrote the record: mend what the message tells, then replay.";
            case StoredLetter.BY_HAND ->
                "Somebody put the record on the topic by hand: replay it if HubSpot should have it, or discard it.";
            default -> "List the letters, and look at one with 'dead-letters show'.";
        };
    }

    private static String of(Reason reason) {
        return switch (reason) {
            case UNDECODABLE ->
                "Let the producer publish the event again, and discard this one; replay only after setting avro.deserializer.";
            case UNKNOWN_SCHEMA -> "Register the schema, or mend the producer's registry URL; then replay.";
            case INVALID_EVENT -> "Mend the producer; the message lists all breaches. Edit the event, or discard it.";
            case TOO_LARGE -> "Make the event smaller, and let its producer publish it again.";
            case UUID_CONFLICT -> "Give each event a uuid of its own; a replay sends the event all the same.";
            case REJECTED -> "Read HubSpot's message; define an unknown event name at HubSpot, then replay.";
            case NOT_FOUND -> "Create the object at HubSpot, then replay.";
            case UNCONFIRMED -> "Look in HubSpot for the event; if the event is missing, replay.";
            case EXPIRED -> "Look in HubSpot for the event; replay when HubSpot's fault is mended, or edit the event.";
            case REPLAY_LIMIT -> "Find out why the event dies each time; then edit or discard it.";
        };
    }
}
