package io.eventbatcher.sandbox.torture.traffic;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.Edit;
import io.eventbatcher.sandbox.load.plan.LoadAccount;
import io.eventbatcher.sandbox.torture.evidence.EventKey;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.faults.Poison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Removes an event's cause of death: makes an object known, repairs the event, or repairs HubSpot. */
public final class Repair {
    private static final List<String> KNOWN_EVENT_NAMES =
            LoadAccount.eventNames().stream().sorted().toList();
    private static final String KNOWN_ORGANIZER = "Kaffeehaus Köln";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();

    private final Poison poison;

    public Repair(Poison poison) {
        this.poison = poison;
    }

    /** True if HubSpot knows the marketing event in the meantime. Thread-safe. */
    public boolean hasMadeKnown(String objectId) {
        return known.contains(objectId);
    }

    /** True if HubSpot leaves the marketing event out of all answers. Thread-safe. */
    public boolean leavesOut(String objectId) {
        return leftOut.contains(objectId);
    }

    /** The field that changes. */
    public static String field(Route route) {
        return route == Route.BEHAVIORAL ? "eventName" : "eventOrganizer";
    }

    /** A text of the field that HubSpot takes. */
    public static String accepted(Route route) {
        return accepted(route, "");
    }

    /** A text of the field that HubSpot takes, and another than before. */
    public static String accepted(Route route, String before) {
        return route == Route.BEHAVIORAL
                ? KNOWN_EVENT_NAMES.stream()
                        .filter(name -> !name.equals(before))
                        .findFirst()
                        .orElseThrow()
                : KNOWN_ORGANIZER;
    }

    /** Prepares HubSpot for the end that is planned: an object becomes known, a failure on the event ends, or answers keep silent. */
    public void prepare(WaitingLetter letter) {
        String key = text(letter.entry().key());
        Replay.End end = letter.plan().end().orElseThrow();
        if (end == Replay.End.TAKEN) {
            // without effect on an event that HubSpot refuses for a reason of its own
            poison.remove(new EventKey(letter.route(), key, 0));
        }
        if (letter.route() == Route.MARKETING_UPDATE && end != Replay.End.DEAD_AGAIN) {
            if (end == Replay.End.UNCONFIRMED) {
                leftOut.add(key);
            }
            known.add(key);
        }
    }

    /** The value of a letter as a person repairs it who has no command for that. */
    public static byte[] byHand(WaitingLetter letter) {
        byte[] value = letter.entry().value();
        return letter.plan().end().orElseThrow() == Replay.End.TAKEN
                        && ReplayPlan.changes(letter.route(), letter.reason())
                ? Edit.text(letter.route(), value, field(letter.route()), accepted(letter.route()))
                : value;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
