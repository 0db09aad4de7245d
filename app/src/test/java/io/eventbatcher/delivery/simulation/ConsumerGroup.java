package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The group of the delivery half, and its coordinator: cooperative rebalances, which move as few lanes as they can. A lane that moves
 * belongs to nobody between its revocation and its next assignment.
 */
final class ConsumerGroup {
    static final Duration SESSION = Duration.ofSeconds(10);

    private final Set<TopicPartition> partitions;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private int generation;
    private int joined;

    /** A member as the coordinator sees it. */
    static final class Member {
        private final String id;
        private final Runnable bell;
        private final Set<TopicPartition> owned = new LinkedHashSet<>();
        private Set<TopicPartition> target = new LinkedHashSet<>();
        private int generation = -1;

        private Member(String id, Runnable bell) {
            this.id = id;
            this.bell = bell;
        }

        String id() {
            return id;
        }

        int generation() {
            return generation;
        }
    }

    ConsumerGroup(Collection<TopicPartition> partitions) {
        this.partitions =
                new TreeSet<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        this.partitions.addAll(partitions);
    }

    /** @param bell rings when the group wants something of the member */
    Member join(String instance, Runnable bell) {
        Member member = new Member(instance + '-' + joined++, bell);
        members.put(member.id, member);
        rebalance();
        return member;
    }

    /** The member says goodbye, or its session is over. */
    void remove(Member member) {
        if (members.remove(member.id) != null) {
            rebalance();
        }
    }

    /** True if the group does not know the member any more. */
    boolean forgot(Member member) {
        return !members.containsKey(member.id);
    }

    boolean knows(String memberId) {
        return members.containsKey(memberId);
    }

    /** True if the member has not taken part in the latest rebalance. */
    boolean isBehind(Member member) {
        return member.generation != generation;
    }

    /** The lanes that the member is to give up before it takes part. */
    List<TopicPartition> toRevoke(Member member) {
        return member.owned.stream()
                .filter(lane -> !member.target.contains(lane))
                .toList();
    }

    /** The member has given up these lanes. */
    void released(Member member, Collection<TopicPartition> lanes) {
        if (member.owned.removeAll(lanes)) {
            nextGeneration();
        }
    }

    /** The member takes part. @return the lanes that are its own from now on */
    List<TopicPartition> takePart(Member member) {
        member.generation = generation;
        List<TopicPartition> added =
                member.target.stream().filter(lane -> owner(lane) == null).toList();
        member.owned.addAll(added);
        return added;
    }

    /** The id of the member that has this lane; null when nobody has it. */
    @Nullable
    String owner(TopicPartition lane) {
        return members.values().stream()
                .filter(member -> member.owned.contains(lane))
                .map(Member::id)
                .findFirst()
                .orElse(null);
    }

    /** Each member keeps of its lanes as many as its part is; the rest goes to those who have fewer. */
    private void rebalance() {
        List<Member> all = new ArrayList<>(members.values());
        if (!all.isEmpty()) {
            share(all);
        }
        nextGeneration();
    }

    private void share(List<Member> all) {
        int most = (partitions.size() + all.size() - 1) / all.size();
        Set<TopicPartition> free = new LinkedHashSet<>(partitions);
        for (Member member : all) {
            member.target = new LinkedHashSet<>(
                    member.target.stream().filter(free::contains).limit(most).toList());
            free.removeAll(member.target);
        }
        for (TopicPartition lane : free) {
            Member least = all.stream()
                    .min(Comparator.comparingInt(member -> member.target.size()))
                    .orElseThrow();
            least.target.add(lane);
        }
    }

    private void nextGeneration() {
        generation++;
        members.values().forEach(member -> member.bell.run());
    }
}
