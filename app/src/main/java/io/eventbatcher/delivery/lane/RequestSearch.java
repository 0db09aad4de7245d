package io.eventbatcher.delivery.lane;

import io.eventbatcher.delivery.history.HaltHistory;
import io.eventbatcher.delivery.search.Search;

/**
 * The search for bad inputs that a request is part of.
 *
 * @param inputs the inputs that wait for the answer
 * @param attempts the most requests that carried one of these inputs
 * @param halts the halting answers to these inputs
 */
record RequestSearch(Search<MergedInput> inputs, int attempts, HaltHistory halts) {
    RequestSearch with(Search<MergedInput> changed) {
        return new RequestSearch(changed, attempts, halts);
    }
}
