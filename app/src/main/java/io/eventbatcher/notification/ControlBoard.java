package io.eventbatcher.notification;

import io.eventbatcher.config.Settings;
import io.eventbatcher.control.ControlTopic;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The lanes topic as a board, read by clients of its own. */
final class ControlBoard implements Board, AutoCloseable {
    private final ControlTopic topic;

    /** @throws org.apache.kafka.common.KafkaException if the topic cannot be read to its end */
    ControlBoard(Settings settings) {
        topic = ControlTopic.open(settings, "notifications");
    }

    /** Takes in what is new, waiting so long for the first. */
    void poll(Duration wait) {
        var unused = topic.poll(wait);
    }

    @Override
    public List<LaneState> states() {
        return topic.states();
    }

    @Override
    public Collection<Notice> notices() {
        return topic.notices();
    }

    @Override
    public void publish(Notice notice) {
        topic.publish(notice);
    }

    @Override
    public void withdraw(Notice notice) {
        topic.withdraw(notice);
    }

    @Override
    public void close() {
        topic.close();
    }
}
