package io.eventbatcher.delivery.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The search for bad inputs in a refused request, behind a group of inputs on the way to HubSpot. A search orders and sizes groups, and
 * judges nobody: every input is on the way or waits, until HubSpot has answered for it.
 *
 * <p>Without a hint the search is generalised binary splitting: a part of a refused group goes next; if HubSpot takes the part, the rest holds
 * a bad input, and a part of the rest goes next without a request for the whole; if not, nothing is known of the rest, which goes later with
 * the rest of the others. With a hint the unnamed inputs of a refused group go first, and then the named. Once a hint has misled, the search heeds no further hint.
 *
 * <p>A group of many bad inputs, or of a number that nobody could expect, falls apart into searches that go on side by side, so that good
 * inputs wait for few answers.
 *
 * @param rest the inputs refused together with the group on the way: one of these is bad if HubSpot takes the group
 * @param ofHint the hint that made the inputs of {@code rest} wait; names none without a hint
 * @param later further inputs, the next first
 */
public record Search<T>(List<T> rest, Hint<T> ofHint, List<Block<T>> later, Course course, GroupSizes sizes) {
    /** Three parts cost no more than 2·log2(3) requests: even if one input is bad after all, the bound for one holds. */
    private static final int SIDE_BY_SIDE = 3;

    public Search {
        rest = List.copyOf(rest);
        later = List.copyOf(later);
    }

    /**
     * The next group of a search, and the search behind the group.
     *
     * @param group at least one input
     */
    public record Step<T>(List<T> group, Search<T> search) {
        public Step {
            group = List.copyOf(group);
        }
    }

    /** The search behind a group before the first refusal. */
    public static <T> Search<T> begin(GroupSizes sizes) {
        return new Search<>(List.of(), Hint.none(), List.of(), Course.BEGIN, sizes);
    }

    /** True if no input waits. */
    public boolean isEmpty() {
        return rest.isEmpty() && later.isEmpty();
    }

    /** All inputs that wait. */
    public List<T> waiting() {
        List<T> all = new ArrayList<>(rest);
        later.forEach(block -> all.addAll(block.inputs()));
        return all;
    }

    /**
     * HubSpot refused the group.
     *
     * @param group at least two inputs
     * @param hint the inputs of the group that the answer names
     */
    public List<Step<T>> refused(List<T> group, Hint<T> hint) {
        boolean apart = sizes.ofMany(group.size()) || sizes.unforeseen(group.size());
        return apart && isEmpty() && hint.named().isEmpty()
                ? sideBySide(group, course.refused())
                : List.of(refusedAlone(group, hint));
    }

    private Step<T> refusedAlone(List<T> group, Hint<T> hint) {
        Course changed = course.refused();
        Block<T> suspects = Block.suspects(group, hint);
        if (ofHint.named().isEmpty() || rest.isEmpty()) {
            return search(unknownFirst(rest, later), changed).partOf(suspects);
        }
        // a bad input was not named: one of the named shows if the hint was right all the same
        List<T> tested = ofHint.together() ? rest : rest.subList(0, 1);
        List<T> untested = rest.subList(tested.size(), rest.size());
        List<Block<T>> waiting = new ArrayList<>(unknownFirst(untested, later));
        waiting.add(0, suspects);
        return new Step<>(tested, search(waiting, changed.testingHint()));
    }

    /** HubSpot took the group. */
    public List<Step<T>> taken() {
        Search<T> onward = search(later, course.taken());
        if (rest.isEmpty()) {
            // a hint has misled, and made the search wait
            boolean misled = course.testsHint() && sizes.ofMany(waiting().size());
            return misled ? onward.sideBySide(waiting(), onward.course()) : onward.next();
        }
        return List.of(ofHint.together() ? new Step<>(rest, onward) : onward.partOf(Block.suspects(rest, Hint.none())));
    }

    /** HubSpot refused every input of the group for good. */
    public List<Step<T>> foundBad() {
        return search(unknownFirst(rest, later), course.foundBad()).next();
    }

    /** The answer told nothing about the rest; all others go on. */
    public List<Step<T>> setAside() {
        return search(unknownFirst(rest, later), course).next();
    }

    private Search<T> search(List<Block<T>> waiting, Course changed) {
        return new Search<>(List.of(), Hint.none(), waiting, changed, sizes);
    }

    private Search<T> holding(List<T> held, Hint<T> because) {
        return new Search<>(held, because, later, course, sizes);
    }

    private List<Step<T>> next() {
        if (later.isEmpty()) {
            return List.of();
        }
        Search<T> onward = search(later.subList(1, later.size()), course);
        Block<T> first = later.get(0);
        return List.of(first.suspect() ? onward.partOf(first) : onward.groupOf(first.inputs()));
    }

    private List<Step<T>> sideBySide(List<T> inputs, Course changed) {
        int size = inputs.size();
        return IntStream.range(0, SIDE_BY_SIDE)
                .mapToObj(i -> inputs.subList(i * size / SIDE_BY_SIDE, (i + 1) * size / SIDE_BY_SIDE))
                .map(part -> new Step<>(part, search(List.of(), changed)))
                .toList();
    }

    /** A part of inputs with a bad one among them. */
    private Step<T> partOf(Block<T> suspects) {
        List<T> inputs = suspects.inputs();
        if (inputs.size() == 1) {
            return new Step<>(inputs, this);
        }
        List<T> named = suspects.hint().named();
        List<T> unnamed = suspects.unnamed();
        if (course.heedsHints() && !named.isEmpty() && !unnamed.isEmpty()) {
            return course.doubtsOthers() ? oneOf(unnamed, suspects) : unnamed(unnamed, suspects.hint());
        }
        int size = course.expectsBad() ? 1 : sizes.ofSuspects(inputs.size(), course.streak());
        return new Step<>(inputs.subList(0, size), holding(inputs.subList(size, inputs.size()), Hint.none()));
    }

    /** All that an answer did not name goes before all that it did. */
    private Step<T> unnamed(List<T> unnamed, Hint<T> hint) {
        boolean helps = hint.together() || hint.named().size() <= unnamed.size();
        Search<T> onward = helps ? this : search(later, course.withoutHints());
        return new Step<>(unnamed, onward.holding(hint.named(), hint));
    }

    /** A single input shows if the unnamed are all bad, too. */
    private Step<T> oneOf(List<T> unnamed, Block<T> suspects) {
        List<T> others = new ArrayList<>(suspects.inputs());
        others.remove(unnamed.get(0));
        List<Block<T>> waiting = new ArrayList<>(later);
        waiting.add(0, Block.suspects(others, suspects.hint()));
        return new Step<>(unnamed.subList(0, 1), search(waiting, course));
    }

    /** A group of inputs of which nothing is known. */
    private Step<T> groupOf(List<T> inputs) {
        int size = course.expectsBad() ? 1 : sizes.ofUnknown(inputs.size(), course.streak());
        return new Step<>(
                inputs.subList(0, size), search(unknownFirst(inputs.subList(size, inputs.size()), later), course));
    }

    /** Inputs of which nothing is known go before the rest of their kind. */
    private static <T> List<Block<T>> unknownFirst(List<T> inputs, List<Block<T>> before) {
        if (inputs.isEmpty()) {
            return before;
        }
        List<Block<T>> all = new ArrayList<>(before);
        List<T> joined = new ArrayList<>(inputs);
        if (!before.isEmpty() && !before.get(0).suspect()) {
            joined.addAll(all.remove(0).inputs());
        }
        all.add(0, Block.unknown(joined));
        return all;
    }
}
