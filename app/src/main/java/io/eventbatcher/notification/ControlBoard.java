package io.eventbatcher.notification;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import io.eventbatcher.control.OperatorChannel;
import java.util.Collection;
import java.util.List;

/** The lanes topic as a board, read and written by the instance's channel to operators. */
record ControlBoard(OperatorChannel channel) implements Board {
    @Override
    public List<LaneState> states() {
        return channel.told();
    }

    @Override
    public Collection<Notice> notices() {
        return channel.notices();
    }

    @Override
    public void publish(Notice notice) {
        channel.publish(notice);
    }

    @Override
    public void withdraw(Notice notice) {
        channel.withdraw(notice);
    }
}
