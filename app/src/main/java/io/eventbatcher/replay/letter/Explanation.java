package io.eventbatcher.replay.letter;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import java.util.Arrays;
import java.util.Optional;

/** The cause of a death in a sentence, for somebody who has never seen a dead letter. */
public final class Explanation {
    private Explanation() {}

    public static String of(StoredLetter letter) {
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(one -> one.label().equals(letter.reason()))
                .findFirst();
        if (reason.isPresent()) {
            return cause(reason.get(), letter);
        }
        return switch (letter.reason()) {
            case StoredLetter.OF_KAFKA ->
                "A handler of Kafka Streams gave the record up; the service itself has not judged it.";
            case StoredLetter.BY_HAND -> "Somebody put the record on the dead-letter topic; no header tells why.";
            default -> "The event died for the reason '" + letter.reason() + "', which this release does not know.";
        };
    }

    private static String cause(Reason reason, StoredLetter letter) {
        return switch (reason) {
            case UNDECODABLE -> "The value cannot be read as an event of its route.";
            case UNKNOWN_SCHEMA -> "The schema registry says that the writer's schema does not exist.";
            case INVALID_EVENT -> "The event breaks documented limits of HubSpot, so it was never sent.";
            case TOO_LARGE -> "The event alone is larger than a request or a record may be.";
            case UUID_CONFLICT -> "The event's uuid was seen before, with other content.";
            case REJECTED ->
                "HubSpot refused the event, sent alone or with others of its name only" + answer(letter) + ".";
            case NOT_FOUND -> "HubSpot knows no object with the event's id" + answer(letter) + ".";
            case UNCONFIRMED ->
                "HubSpot answered twice without a word about the event, sent alone" + answer(letter) + ".";
            case EXPIRED ->
                "HubSpot failed on the event, sent alone, for longer than the deadline" + answer(letter)
                        + ", while it took other events.";
            case REPLAY_LIMIT -> "The event was replayed as often as is allowed, and died each time.";
        };
    }

    private static String answer(StoredLetter letter) {
        String status = letter.text(DeadLetterHeader.HTTP_STATUS);
        String category = letter.text(DeadLetterHeader.HUBSPOT_CATEGORY);
        if (status == null) {
            return "";
        }
        String named = status.equals("0") ? "no answer" : "status " + status;
        return " (" + named + (category == null ? "" : ", " + category) + ")";
    }
}
