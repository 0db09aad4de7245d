package io.eventbatcher.delivery.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A batch, numbered from 0, that is searched for its bad inputs, and the requests that it takes. */
final class SearchedBatch {
    private final int size;
    private final BitSet bad;
    private final BadShare share;
    private final Function<List<Integer>, Hint<Integer>> hints;
    private final BitSet found = new BitSet();
    private final BitSet delivered = new BitSet();
    private int requests;

    SearchedBatch(int size, BitSet bad, BadShare share, Function<List<Integer>, Hint<Integer>> hints) {
        this.size = size;
        this.bad = bad;
        this.share = share;
        this.hints = hints;
    }

    /** The requests, the first whole one included, until every input has its end. */
    static int requests(int size, BitSet bad, BadShare share, Function<List<Integer>, Hint<Integer>> hints) {
        SearchedBatch batch = new SearchedBatch(size, bad, share, hints);
        batch.run();
        return batch.requests;
    }

    private void run() {
        Deque<Search.Step<Integer>> next = new ArrayDeque<>();
        next.add(new Search.Step<>(IntStream.range(0, size).boxed().toList(), Search.begin(share)));
        while (!next.isEmpty()) {
            next.addAll(answered(next.remove()));
        }
        if (!found.equals(bad) || found.cardinality() + delivered.cardinality() != size) {
            throw new AssertionError("found " + found + " of " + bad + ", delivered " + delivered);
        }
    }

    private List<Search.Step<Integer>> answered(Search.Step<Integer> step) {
        requests++;
        List<Integer> group = new ArrayList<>(step.group());
        requireNew(group);
        if (group.stream().noneMatch(bad::get)) {
            group.forEach(delivered::set);
            share.taken(group.size());
            return step.search().taken();
        }
        if (group.size() == 1) {
            found.set(group.get(0));
            share.refused();
            return step.search().foundBad();
        }
        return step.search().refused(group, hints.apply(group));
    }

    private void requireNew(List<Integer> group) {
        List<Integer> all = new ArrayList<>(group);
        if (group.stream().anyMatch(input -> found.get(input) || delivered.get(input))) {
            throw new AssertionError(group + " holds an input with an end");
        }
        if (all.stream().distinct().count() != all.size()) {
            throw new AssertionError(group + " holds an input twice");
        }
    }
}
