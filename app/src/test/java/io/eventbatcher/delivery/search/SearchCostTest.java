package io.eventbatcher.delivery.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a search without hints, against the least that information allows. */
class SearchCostTest {
    private static final int SIZE = 500;
    private static final int[] SIZES = {2, 3, 4, 5, 7, 9, 17, 50, 100, 150, 151, 250, 450, SIZE};
    private static final int BATCHES = 40;
    private static final int FIRST_BATCHES = 30;

    /** By a share that the route has learned. For a single culprit no search of this kind needs fewer than 11.462 requests, which is 1.1502 times the bound. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50})
    void shouldStayNearTheBoundOfInformation(int culprits) {
        // Given batches that have taught the share
        Random chance = new Random(culprits);
        BadShare share = new BadShare();
        for (int i = 0; i < FIRST_BATCHES; i++) {
            requests(some(culprits, chance), share);
        }
        int batches = culprits == 1 ? 15 * BATCHES : BATCHES;
        int total = 0;

        // When
        for (int i = 0; i < batches; i++) {
            total += requests(some(culprits, chance), share);
        }

        // Then
        double average = (double) total / batches;
        double most = culprits == 1 ? 1.155 : 1.15;
        assertThat(average).isLessThanOrEqualTo(most * leastRequests(culprits));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.002, 0.02, 0.1, 0.5, 1})
    void shouldFindOneCulpritWithinTwoRequestsALevelWhateverTheShareBefore(double before) {
        for (int size : SIZES) {
            for (int culprit = 0; culprit < size; culprit += size > 100 ? 3 : 1) {
                // Given
                BadShare share = taught(before);
                BitSet bad = new BitSet();
                bad.set(culprit);

                // When
                int requests = SearchedBatch.requests(size, bad, share, group -> Hint.none());

                // Then: the whole one included
                int most = (int) Math.floor(2 * Math.log(size) / Math.log(2) + 1 + 1e-9);
                assertThat(requests)
                        .as("requests for number %d of %d", culprit, size)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    private static BadShare taught(double before) {
        BadShare share = new BadShare();
        for (int i = 0; i < 4_000; i++) {
            if (i < before * 4_000) {
                share.refused();
            } else {
                share.taken(1);
            }
        }
        return share;
    }

    private static int requests(BitSet bad, BadShare share) {
        return SearchedBatch.requests(SIZE, bad, share, group -> Hint.none());
    }

    private static BitSet some(int culprits, Random chance) {
        BitSet bad = new BitSet();
        while (bad.cardinality() < culprits) {
            bad.set(chance.nextInt(SIZE));
        }
        return bad;
    }

    /** The questions that tell some inputs among all, and a request for each of them. */
    private static double leastRequests(int culprits) {
        double bits = 0;
        for (int i = 0; i < culprits; i++) {
            bits += Math.log((double) (SIZE - i) / (i + 1)) / Math.log(2);
        }
        return bits + culprits;
    }
}
