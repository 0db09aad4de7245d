package io.eventbatcher.delivery.dispatch;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.deadletter.Reason;
import io.eventbatcher.delivery.history.FailureHistory;
import io.eventbatcher.delivery.lane.BatchedItem;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.RejectionKind;
import io.eventbatcher.record.Item;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Dead letters of delivery, with HubSpot's last answer and the remedy. */
final class DeliveryDeadLetters {
    private final int attempts;
    private final Instant now;

    /** @param attempts number of requests with the event */
    DeliveryDeadLetters(int attempts, Instant now) {
        this.attempts = attempts;
        this.now = now;
    }

    DeadLetter refused(BatchedItem item, Facts facts, RejectionKind refusal) {
        return switch (refusal) {
            case REJECTED ->
                letter(
                        item,
                        Reason.REJECTED,
                        facts,
                        "HubSpot refused the event: " + facts.describe()
                                + " Correct what it names, then replay the event.");
            case UNDEFINED_NAME ->
                letter(
                        item,
                        Reason.REJECTED,
                        facts,
                        "HubSpot refused the event: " + facts.describe() + " The account has no event definition "
                                + item.item().eventName()
                                + ". Define the event in HubSpot, or correct its name, then replay the event.");
            case NOT_FOUND ->
                letter(
                        item,
                        Reason.NOT_FOUND,
                        facts,
                        "HubSpot knows no object of this event's id: " + facts.describe()
                                + " Create the object, or correct the id, then replay the event.");
        };
    }

    DeadLetter unconfirmed(BatchedItem item, Facts facts) {
        return letter(
                item,
                Reason.UNCONFIRMED,
                facts,
                "HubSpot answered twice as if all were done, without a word about this event, which was sent alone: "
                        + facts.describe() + " See in HubSpot whether it arrived; if it did not, replay it.");
    }

    DeadLetter expired(BatchedItem item, Facts facts, FailureHistory failures) {
        return letter(
                item,
                Reason.EXPIRED,
                facts,
                "HubSpot fails on this event, sent alone, while it takes others of the route: " + failures.count()
                        + " times in " + text(failures.lasted()) + ". The last time: " + facts.describe()
                        + " It may have been taken all the same: see in HubSpot. Otherwise replay it when HubSpot's fault is mended,"
                        + " or change what is peculiar about it.");
    }

    private static String text(Duration span) {
        return span.toMinutes() > 0 ? span.toMinutes() + " minutes" : span.toSeconds() + " seconds";
    }

    private DeadLetter letter(BatchedItem batched, Reason reason, Facts facts, String message) {
        Item item = batched.item();
        DeadLetter letter = DeadLetter.of(item.source(), reason, message, now)
                .with(DeadLetterHeader.ROUTE, batched.batch().route().label())
                .with(DeadLetterHeader.UUID, item.uuid())
                .with(DeadLetterHeader.HTTP_STATUS, facts.status())
                .with(DeadLetterHeader.ATTEMPTS, attempts)
                .with(DeadLetterHeader.BATCH_ID, batched.batch().id());
        withIfKnown(letter, DeadLetterHeader.EVENT_NAME, item.eventName());
        withIfKnown(letter, DeadLetterHeader.HUBSPOT_CATEGORY, facts.category());
        withIfKnown(letter, DeadLetterHeader.HUBSPOT_CORRELATION_ID, facts.correlationId());
        withIfKnown(letter, DeadLetterHeader.TRACE_ID, facts.traceId());
        return letter;
    }

    private static void withIfKnown(DeadLetter letter, DeadLetterHeader header, @Nullable String value) {
        if (value != null) {
            letter.with(header, value);
        }
    }
}
