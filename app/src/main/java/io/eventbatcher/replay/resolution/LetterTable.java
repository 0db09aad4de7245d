package io.eventbatcher.replay.resolution;

import io.eventbatcher.replay.letter.LetterState;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The states of many letters, in 24 bytes a slot: 36 to 72 bytes a letter, and no object for any of them. A table with open addressing, keyed
 * by the 128 bits of a letter's id. An entry is never removed.
 */
public final class LetterTable {
    /** A run's number has 24 bits. */
    public static final int MOST_RUNS = 1 << 24;

    private static final LetterState[] STATES = byCode();
    private static final int SMALLEST = 1_024;
    private static final int RUN_SHIFT = 8;
    private static final int TIME_SHIFT = 32;
    private static final long STATE_MASK = 0xff;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];

    /** State (8 bits, 0 for a free slot), run (24), seconds since the epoch (32). */
    private long[] facts = new long[SMALLEST];

    /** The number of letters by the code of their state. */
    private final long[] sizes = new long[STATES.length];

    private int size;

    private static LetterState[] byCode() {
        LetterState[] states = new LetterState[LetterState.values().length + 1];
        for (LetterState state : LetterState.values()) {
            states[state.code()] = state;
        }
        return states;
    }

    /** Adds a letter, or changes its entry. */
    public void put(UUID letter, LetterState state, int run, Instant at) {
        long seconds = Math.max(0, Math.min(at.getEpochSecond(), 0xffff_ffffL));
        put(
                letter.getMostSignificantBits(),
                letter.getLeastSignificantBits(),
                state.code() | ((long) run << RUN_SHIFT) | (seconds << TIME_SHIFT));
    }

    /** Changes the state of a letter, whose run and time stay. */
    public void set(UUID letter, LetterState state) {
        int slot = slot(letter.getMostSignificantBits(), letter.getLeastSignificantBits());
        if (facts[slot] == 0) {
            put(letter, state, 0, Instant.EPOCH);
        } else {
            sizes[(int) (facts[slot] & STATE_MASK)]--;
            sizes[state.code()]++;
            facts[slot] = (facts[slot] & ~STATE_MASK) | state.code();
        }
    }

    /** The state; {@link LetterState#OPEN} for a letter without an entry. */
    public LetterState state(UUID letter) {
        long found = facts(letter);
        return found == 0 ? LetterState.OPEN : state(found);
    }

    public boolean contains(UUID letter) {
        return facts(letter) != 0;
    }

    /** The number of the letter's run; 0 for none. */
    public int run(UUID letter) {
        return (int) (facts(letter) >>> RUN_SHIFT) & (MOST_RUNS - 1);
    }

    /** The time of the letter's entry, to the second. */
    public Instant at(UUID letter) {
        return Instant.ofEpochSecond(facts(letter) >>> TIME_SHIFT);
    }

    public int size() {
        return size;
    }

    /** The number of letters with an entry of the state. */
    public long size(LetterState state) {
        return sizes[state.code()];
    }

    /** Calls back for each letter, with its state. */
    public void forEach(BiConsumer<UUID, LetterState> visitor) {
        for (int slot = 0; slot < facts.length; slot++) {
            if (facts[slot] != 0) {
                visitor.accept(new UUID(high[slot], low[slot]), state(facts[slot]));
            }
        }
    }

    private static LetterState state(long facts) {
        return STATES[(int) (facts & STATE_MASK)];
    }

    private long facts(UUID letter) {
        return facts[slot(letter.getMostSignificantBits(), letter.getLeastSignificantBits())];
    }

    /** The slot of an id, or the free slot where its entry would be. The bits of name-based and random uuids are spread evenly. */
    private int slot(long idHigh, long idLow) {
        int mask = facts.length - 1;
        long mixed = idHigh ^ (idLow * 0x9E3779B97F4A7C15L);
        int slot = (int) (mixed ^ (mixed >>> 32)) & mask;
        while (facts[slot] != 0 && (high[slot] != idHigh || low[slot] != idLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void put(long idHigh, long idLow, long value) {
        int slot = slot(idHigh, idLow);
        if (facts[slot] == 0) {
            size++;
        } else {
            sizes[(int) (facts[slot] & STATE_MASK)]--;
        }
        sizes[(int) (value & STATE_MASK)]++;
        high[slot] = idHigh;
        low[slot] = idLow;
        facts[slot] = value;
        if (size > facts.length / 3 * 2) {
            grow();
        }
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldFacts = facts;
        high = new long[oldFacts.length * 2];
        low = new long[oldFacts.length * 2];
        facts = new long[oldFacts.length * 2];
        for (int old = 0; old < oldFacts.length; old++) {
            if (oldFacts[old] != 0) {
                int slot = slot(oldHigh[old], oldLow[old]);
                high[slot] = oldHigh[old];
                low[slot] = oldLow[old];
                facts[slot] = oldFacts[old];
            }
        }
    }
}
