package io.eventbatcher.delivery;

import io.eventbatcher.hubspot.HubSpotClient;
import io.eventbatcher.hubspot.Outcome;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what lanes want to send, as far as the gates allow, and hands answers to their lanes. Owned by the poll thread. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final HubSpotClient client;
    private final Gates gates;
    private final Mailbox mailbox;
    private final Timers timers;
    private final Backoff backoff;
    private final Clock clock;
    private final Progress progress;
    private final Troubles troubles;
    private int first;

    Desk(
            HubSpotClient client,
            Gates gates,
            Mailbox mailbox,
            Timers timers,
            Backoff backoff,
            Clock clock,
            Progress progress) {
        this.client = client;
        this.gates = gates;
        this.mailbox = mailbox;
        this.timers = timers;
        this.backoff = backoff;
        this.clock = clock;
        this.progress = progress;
        this.troubles = new Troubles(clock);
    }

    /** One shipment of each lane in turn, until none may or wants to send. Each time another lane is the first. */
    void dispatch(List<Lane> lanes) {
        first++;
        boolean sent = !lanes.isEmpty();
        while (sent) {
            sent = false;
            for (int i = 0; i < lanes.size(); i++) {
                sent |= sendOneOf(lanes.get(Math.floorMod(first + i, lanes.size())));
            }
        }
    }

    private boolean sendOneOf(Lane lane) {
        if (!lane.wantsToSend() || !gates.of(lane.route()).tryPass()) {
            return false;
        }
        Shipment shipment = lane.takeNext();
        progress.sent(lane.route());
        var unused = client.send(shipment.request(lane.route()))
                .whenComplete((outcome, bug) -> mailbox.post(() -> answered(lane, shipment, checked(outcome, bug))));
        return true;
    }

    /** The port never fails; if it does all the same, stopping is better than a lane that waits for ever. */
    private static Outcome checked(@Nullable Outcome outcome, @Nullable Throwable bug) {
        if (outcome == null) {
            throw new IllegalStateException("the HubSpot client failed instead of giving an outcome", bug);
        }
        return outcome;
    }

    private void answered(Lane lane, Shipment shipment, Outcome outcome) {
        progress.answered(lane.route(), outcome);
        troubles.about(lane.route(), outcome).ifPresent(LOG::warn);
        gates.of(lane.route()).answered(outcome);
        lane.answered();
        if (lane.dropped()) {
            return;
        }
        Reaction.Next next = outcome.fold(new Reaction(shipment, backoff, clock));
        if (next.after().isZero()) {
            lane.goesOn(next.shipments());
        } else {
            timers.after(next.after(), () -> mailbox.post(() -> lane.goesOn(next.shipments())));
        }
    }
}
