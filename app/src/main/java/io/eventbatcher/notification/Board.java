package io.eventbatcher.notification;

import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import java.util.Collection;
import java.util.List;

/** The board that all instances share: the states of lanes, and the notes of troubles that were told. */
interface Board {
    /** The newest states of all instances, old ones included. */
    List<LaneState> states();

    Collection<Notice> notices();

    void publish(Notice notice);

    void withdraw(Notice notice);
}
