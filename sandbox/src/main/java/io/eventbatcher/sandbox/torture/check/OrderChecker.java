package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.sandbox.torture.evidence.Check;
import io.eventbatcher.sandbox.torture.evidence.Evidence.Delivery;
import io.eventbatcher.sandbox.torture.evidence.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the order of the changes of each marketing event. A change taken for the first time must be later than all changes in earlier
 * requests. A repetition with a reason may go back, because a service repeats a stretch of the past from the beginning; the last change
 * taken must still be the latest.
 */
final class OrderChecker {
    private final RepetitionReasons explanation;
    private final Findings findings;
    private final Map<String, History> histories = new HashMap<>();

    OrderChecker(RepetitionReasons explanation, Findings findings) {
        this.explanation = explanation;
        this.findings = findings;
    }

    /** The changes of one identity taken up to now. */
    private static final class History {
        private final Map<Integer, Delivery> latest = new HashMap<>();
        private int highest;
        private Delivery highestBy;
        private Delivery last;

        History(Delivery first) {
            this.highestBy = first;
            this.last = first;
        }
    }

    /** @param deliveries in the order of acceptance; members of one input are neighbours */
    void examine(List<Delivery> deliveries) {
        for (int i = 0; i < deliveries.size(); ) {
            int end = i + 1;
            while (end < deliveries.size() && sameInput(deliveries.get(i), deliveries.get(end))) {
                end++;
            }
            if (deliveries.get(i).event().route().ordered()) {
                examineInput(deliveries.subList(i, end));
            }
            i = end;
        }
        histories.values().forEach(this::examineEnd);
    }

    private static boolean sameInput(Delivery one, Delivery other) {
        return one.request().number() == other.request().number()
                && one.event().route() == other.event().route()
                && one.event().identity().equals(other.event().identity());
    }

    private void examineInput(List<Delivery> members) {
        Delivery first = members.get(0);
        String identity = first.event().route() + " " + first.event().identity();
        History history = histories.computeIfAbsent(identity, unseen -> new History(first));
        List<Delivery> late = new ArrayList<>();
        for (Delivery member : members) {
            Delivery before = history.latest.get(member.event().sequence());
            boolean excused = before != null && explanation.explainsRepetitionOf(before);
            if (member.event().sequence() < history.highest && !excused) {
                late.add(member);
            }
        }
        for (Delivery member : late) {
            findings.add(
                    Check.OUT_OF_ORDER,
                    "%s was taken by %s, after #%d by %s."
                            .formatted(member.event(), member.request(), history.highest, history.highestBy.request()));
        }
        for (Delivery member : members) {
            history.latest.put(member.event().sequence(), member);
            if (member.event().sequence() > history.highest) {
                history.highest = member.event().sequence();
                history.highestBy = member;
            }
            if (history.last.request().number() != member.request().number()
                    || member.event().sequence() > history.last.event().sequence()) {
                history.last = member;
            }
        }
    }

    private void examineEnd(History history) {
        if (history.last.event().sequence() < history.highest) {
            findings.add(
                    Check.OUT_OF_ORDER,
                    "The last word about %s is by %s, though #%d was taken before by %s."
                            .formatted(
                                    history.last.event(),
                                    history.last.request(),
                                    history.highest,
                                    history.highestBy.request()));
        }
    }
}
