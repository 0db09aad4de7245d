package io.eventbatcher.sandbox.torture.check;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.state.LetterSearch;
import java.util.HashMap;
import java.util.Map;

/** Asks the product for the states of all dead letters, as {@code dead-letters list} tells them. */
public final class LetterStatesReader {
    private LetterStatesReader() {}

    /** The states' labels by the letters' ids. */
    public static Map<String, String> read(Settings settings) {
        LetterSearch search = LetterSearch.open(settings, ScanProgress.SILENT);
        search.readReceipts();
        return search.gathered(
                LetterFilter.ALL,
                () -> new HashMap<String, String>(),
                (states, letter, state) -> states.put(letter.id().toString(), state.label()));
    }
}
