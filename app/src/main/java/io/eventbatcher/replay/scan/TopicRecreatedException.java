package io.eventbatcher.replay.scan;

import org.apache.kafka.common.KafkaException;

/** A topic was deleted and made anew since places in it were chosen, so that they mean other records. The message is a sentence. */
public final class TopicRecreatedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    private TopicRecreatedException(String topic) {
        super(
                "The topic " + topic
                        + " was deleted and made anew since the letters were chosen, so that their places mean other letters. No"
                        + " letter of the new topic was touched; a new command with the same filter takes the letters of today.");
    }

    /**
     * Compares the ids of a topic.
     *
     * @param chosen the id when places were chosen; empty if unknown
     * @param now the id now; empty if unknown
     */
    public static void requireSame(String topic, String chosen, String now) {
        if (!chosen.isEmpty() && !now.isEmpty() && !chosen.equals(now)) {
            throw new TopicRecreatedException(topic);
        }
    }
}
