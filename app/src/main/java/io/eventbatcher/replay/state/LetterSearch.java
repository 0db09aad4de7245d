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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds dead letters: the letters of a filter, with their states. Memory holds one compact entry for each letter that is not open. */
public final class LetterSearch {
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
     * @param letter without key and value: a list may be long
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
        ScanRange range = ScanRange.since(since == null ? null : since.minus(ScanRange.EARLIER));
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
        return gathered(
                filter, LetterGroups::new, (groups, letter, state) -> groups.add(letter, state == LetterState.OPEN));
    }

    /** Takes a letter of a filter into a result. */
    public interface Gathering<T> {
        void add(T result, StoredLetter letter, LetterState state);
    }

    /**
     * Gathers the letters of a filter, and once more if a later letter has changed the state of an earlier one.
     *
     * @param fresh makes an empty result
     */
    public <T> T gathered(LetterFilter filter, Supplier<T> fresh, Gathering<T> gathering) {
        T first = fresh.get();
        if (pass(filter, (letter, state) -> gathering.add(first, letter, state))) {
            return first;
        }
        T second = fresh.get();
        var unused = pass(filter, (letter, state) -> gathering.add(second, letter, state));
        return second;
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
        First first = gathered(filter, () -> new First(order, limit), First::add);
        if (first.letters.stream().anyMatch(letter -> states.of(letter) == LetterState.WAITING)) {
            readReceipts();
        }
        List<Found> found = new ArrayList<>();
        first.letters.stream().sorted(order).forEach(letter -> found.add(new Found(letter, states.of(letter))));
        return new Listing(found, first.matched);
    }

    /** The first letters of an order, and the number of all. */
    private static final class First {
        private final PriorityQueue<StoredLetter> letters;
        private final int limit;
        private long matched;

        First(Comparator<StoredLetter> order, int limit) {
            this.letters = new PriorityQueue<>(order.reversed());
            this.limit = limit;
        }

        void add(StoredLetter letter, LetterState state) {
            matched++;
            StoredLetter last = letters.peek();
            if (letters.size() < limit || (last != null && letters.comparator().compare(letter, last) > 0)) {
                letters.add(letter.withoutPayload());
                if (letters.size() > limit) {
                    letters.remove();
                }
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
