package io.eventbatcher.delivery.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hints order a search, and judge nobody. */
class HintedSearchTest {
    private static final int SIZE = 500;

    /** The most requests for one culprit without a hint, the whole request included. */
    private static int mostUnhinted(int size) {
        return (int) Math.floor(2 * Math.log(size) / Math.log(2) + 1 + 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 498, 499})
    void shouldFindTheNamedCulpritWithThreeRequests(int culprit) {
        // When
        int requests = requests(bits(culprit), group -> new Hint<>(List.of(culprit), false));

        // Then
        assertThat(requests).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 100})
    void shouldNeedThreeRequestsAtMostForEachCulpritWhenEachAnswerNamesOne(int culprits) {
        // Given
        BitSet bad = some(culprits, new Random(culprits));

        // When
        int requests = requests(bad, group -> new Hint<>(List.of(firstOf(group, bad)), false));

        // Then
        assertThat(requests).isLessThanOrEqualTo(3 * culprits);
    }

    @Test
    void shouldNeedHardlyMoreThanOneRequestForEachCulpritWhenOneAnswerNamesAll() {
        // Given
        BitSet bad = some(20, new Random(3));

        // When
        int requests = requests(
                bad, group -> new Hint<>(group.stream().filter(bad::get).toList(), false));

        // Then
        assertThat(requests).isLessThanOrEqualTo(20 + 10);
    }

    @Test
    void shouldSpendOneRequestOnAnInputWhenAllAreBadThoughEachAnswerNamesOne() {
        // Given
        BitSet bad = new BitSet();
        bad.set(0, 100);

        // When
        int requests = SearchedBatch.requests(
                100, bad, new BadShare(), group -> new Hint<>(List.of(group.get(7 % group.size())), false));

        // Then
        assertThat(requests).isLessThanOrEqualTo(100 + 6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldCostAtMostTwoRequestsMoreWhateverHintsSay(long seed) {
        Random chance = new Random(seed);
        for (int i = 0; i < 300; i++) {
            // Given
            int size = 2 + chance.nextInt(SIZE - 1);
            int culprit = chance.nextInt(size);
            Function<List<Integer>, Hint<Integer>> lies = lies(chance, culprit);

            // When
            int requests = SearchedBatch.requests(size, bits(culprit), new BadShare(), lies);

            // Then
            assertThat(requests)
                    .as("seed %d, run %d: requests for number %d of %d", seed, i, culprit, size)
                    .isLessThanOrEqualTo(mostUnhinted(size) + 2);
        }
    }

    /** Of batches one after the other, which teach the share. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20, 50})
    void shouldCostAtMostTwoRequestsMoreThanHalvingForSeveralCulpritsWhateverHintsSay(int culprits) {
        Random chance = new Random(culprits);
        BadShare share = new BadShare();
        int searched = 0;
        int halved = 0;
        int batches = 60;
        for (int i = 0; i < batches; i++) {
            // Given
            BitSet bad = some(culprits, chance);
            halved += halving(bad, 0, SIZE);

            // When
            searched += SearchedBatch.requests(SIZE, bad, share, lies(chance, -1));
        }

        // Then
        assertThat((double) (searched - halved) / batches).isLessThanOrEqualTo(2);
    }

    /** The requests for the inputs from one number to another, if a refused half is halved, and the half beside an accepted one. */
    private static int halving(BitSet bad, int from, int to) {
        int first = bad.nextSetBit(from);
        return 1 + (to - from == 1 || first < 0 || first >= to ? 0 : halves(bad, from, to));
    }

    private static int halves(BitSet bad, int from, int to) {
        int middle = (from + to) / 2;
        boolean taken = bad.get(from, middle).isEmpty();
        boolean known = taken && to - middle > 1;
        return halving(bad, from, middle) + (known ? halves(bad, middle, to) : halving(bad, middle, to));
    }

    /** Answers that name one input, some, or nearly all, and with {@code truth} sometimes the culprit. */
    private static Function<List<Integer>, Hint<Integer>> lies(Random chance, int truth) {
        return group -> {
            int percent = new int[] {0, 1, 10, 50, 90, 99}[chance.nextInt(6)];
            boolean honest = chance.nextInt(4) == 0;
            List<Integer> named = group.stream()
                    .filter(input -> (honest && input == truth) || chance.nextInt(100) < percent)
                    .toList();
            return new Hint<>(named, chance.nextInt(8) == 0);
        };
    }

    private static int firstOf(List<Integer> group, BitSet bad) {
        return group.stream().filter(bad::get).findFirst().orElseThrow();
    }

    private static int requests(BitSet bad, Function<List<Integer>, Hint<Integer>> hints) {
        return SearchedBatch.requests(SIZE, bad, new BadShare(), hints);
    }

    private static BitSet bits(int culprit) {
        BitSet bad = new BitSet();
        bad.set(culprit);
        return bad;
    }

    private static BitSet some(int culprits, Random chance) {
        BitSet bad = new BitSet();
        while (bad.cardinality() < culprits) {
            bad.set(chance.nextInt(SIZE));
        }
        return bad;
    }
}
