package io.eventbatcher.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * The place in a partition up to which its records are read and counted, in the account of the partition. Committed offsets alone do not tell if
 * their topic is still the same one, nor who moved them.
 *
 * @param topicId the id of the topic that was read; {@link Uuid#ZERO_UUID} if unknown
 * @param next the offset of the next record to read
 * @param skipped offsets of the topic that were accepted as lost
 * @param before events that the account had counted when reading of the topic began: from earlier topics of the same name
 * @param unread records behind {@code next} as last seen; 0 also if unknown
 */
public record ReadPosition(Uuid topicId, long next, long skipped, long before, long unread) {
    private static final Pattern JSON = Pattern.compile(
            ",\"topicId\":\"([A-Za-z0-9_-]+)\",\"next\":(\\d+),\"skipped\":(\\d+),\"before\":(\\d+),\"unread\":(\\d+)[,}]");

    /** Appends the position to the JSON of a tally; older releases skip the fields. */
    public String appendTo(String tally) {
        return tally.substring(0, tally.length() - 1) + ",\"topicId\":\"" + topicId + "\",\"next\":" + next
                + ",\"skipped\":" + skipped + ",\"before\":" + before + ",\"unread\":" + unread + "}";
    }

    /** The position in the JSON of a ledger record; empty if the record has none. */
    public static Optional<ReadPosition> in(String json) {
        Matcher matcher = JSON.matcher(json);
        return matcher.find()
                ? Optional.of(new ReadPosition(
                        Uuid.fromString(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))))
                : Optional.empty();
    }
}
