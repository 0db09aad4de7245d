package io.eventbatcher.replay.state;

import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.letter.LetterGroups;
import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.replay.scan.ScanRange;
import io.eventbatcher.replay.scan.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds dead letters: the letters of a filter, with their states. Memory holds one compact entry for each letter that is not open. */
public final class LetterSearch {
    /** A letter's own time of death may differ from its record's timestamp. */
    private static final Duration EARLIER = Duration.ofMinutes(2);

    private static final Set<LetterState> KNOWN_BY_RECEIPTS =
            EnumSet.of(LetterState.WAITING, LetterState.DELIVERED, LetterState.DUPLICATE, LetterState.DIED_AGAIN);

    private final Settings settings;
    private final ScanProgress progress;
    private final LetterStates states;
    private boolean receiptsRead;

    private LetterSearch(Settings settings, ScanProgress progress, LetterStates states) {
        this.settings = settings;
        this.progress = progress;
        this.states = states;
    }

    /** Reads operators' marks and the replay topic. */
    public static LetterSearch open(Settings settings, ScanProgress progress) {
        return new LetterSearch(settings, progress, LetterStates.read(settings, progress));
    }

    /**
     * A letter and its state.
     *
     * @param letter detached from the fetched bytes
     */
    public record Found(StoredLetter letter, LetterState state) {}

    public LetterStates states() {
        return states;
    }

    /** Reads the receipts, once, so that the ends of replays are known. */
    public void readReceipts() {
        if (!receiptsRead) {
            states.readReceipts(settings, progress);
            receiptsRead = true;
        }
    }

    /**
     * Reads the dead-letter topic once, and calls back for each letter of the filter.
     *
     * @param visitor receives a letter for the time of the call; a visitor that keeps letters detaches them
     * @return true if all states were right; false if a later letter has changed the state of an earlier one during the pass, so that a second
     *     pass tells more
     */
    public boolean pass(LetterFilter filter, BiConsumer<StoredLetter, LetterState> visitor) {
        Set<LetterState> wanted = filter.states();
        if (!filter.values(FilterOption.STATE).isEmpty() && wanted.stream().anyMatch(KNOWN_BY_RECEIPTS::contains)) {
            readReceipts();
        }
        long before = states.surprises();
        Instant since = filter.since();
        ScanRange range = ScanRange.since(since == null ? null : since.minus(EARLIER));
        TopicScan.of(settings, settings.topics().deadLetters(), range, progress).forEach(entry -> {
            StoredLetter letter = new StoredLetter(entry);
            states.died(letter);
            if (filter.matches(letter)) {
                LetterState state = states.of(letter);
                if (wanted.contains(state)) {
                    visitor.accept(letter, state);
                }
            }
        });
        return states.surprises() == before;
    }

    /** Reads all that tells the states of the filter's letters, for a caller that can act on each letter only once. */
    public void settle(LetterFilter filter) {
        var unused = pass(filter, (letter, state) -> {});
        readReceipts();
    }

    /** The letters of the filter, gathered by kind. */
    public LetterGroups groups(LetterFilter filter) {
        LetterGroups groups = new LetterGroups();
        return pass(filter, (letter, state) -> groups.add(letter, state == LetterState.OPEN)) ? groups : again(filter);
    }

    private LetterGroups again(LetterFilter filter) {
        LetterGroups groups = new LetterGroups();
        var unused = pass(filter, (letter, state) -> groups.add(letter, state == LetterState.OPEN));
        return groups;
    }

    /**
     * The first letters of a filter, and the number of all.
     *
     * @param letters in the order that was asked for
     */
    public record Listing(List<Found> letters, long matched) {
        public Listing {
            letters = List.copyOf(letters);
        }
    }

    /**
     * So many letters of the filter at most, with the ends of their replays.
     *
     * @param newestFirst true for the letters that died last
     */
    public Listing list(LetterFilter filter, int limit, boolean newestFirst) {
        Comparator<StoredLetter> byTime = Comparator.comparingLong(StoredLetter::diedAt)
                .thenComparingInt(StoredLetter::partition)
                .thenComparingLong(StoredLetter::offset);
        Comparator<StoredLetter> order = newestFirst ? byTime.reversed() : byTime;
        PriorityQueue<StoredLetter> kept = new PriorityQueue<>(order.reversed());
        long[] matched = {0};
        BiConsumer<StoredLetter, LetterState> visitor = (letter, state) -> {
            matched[0]++;
            keep(letter, kept, limit);
        };
        if (!pass(filter, visitor)) {
            kept.clear();
            matched[0] = 0;
            var unused = pass(filter, visitor);
        }
        if (kept.stream().anyMatch(letter -> states.of(letter) == LetterState.WAITING)) {
            readReceipts();
        }
        List<Found> found = new ArrayList<>();
        kept.stream().sorted(order).forEach(letter -> found.add(new Found(letter, states.of(letter))));
        return new Listing(found, matched[0]);
    }

    private static void keep(StoredLetter letter, PriorityQueue<StoredLetter> kept, int limit) {
        StoredLetter last = kept.peek();
        if (kept.size() < limit || (last != null && kept.comparator().compare(letter, last) > 0)) {
            kept.add(letter.detached());
            if (kept.size() > limit) {
                kept.remove();
            }
        }
    }

    /** The letter at a place; null if Kafka has none there, or a record that is no committed one. */
    public static @Nullable StoredLetter at(Settings settings, int partition, long offset) {
        StoredLetter[] found = {null};
        TopicScan.of(settings, settings.topics().deadLetters(), ScanRange.at(partition, offset), ScanProgress.SILENT)
                .forEach(entry -> found[0] = new StoredLetter(entry).detached());
        return found[0];
    }

    /** The last record of the letter with the id; null if there is none. */
    public @Nullable StoredLetter find(UUID id) {
        StoredLetter[] found = {null};
        TopicScan.of(settings, settings.topics().deadLetters(), ScanRange.ALL, progress)
                .forEach(entry -> {
                    StoredLetter letter = new StoredLetter(entry);
                    states.died(letter);
                    if (letter.id().equals(id)) {
                        found[0] = letter.detached();
                    }
                });
        return found[0];
    }
}
