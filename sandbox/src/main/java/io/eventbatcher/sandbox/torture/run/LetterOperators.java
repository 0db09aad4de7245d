package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.config.Settings;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.torture.evidence.Replay;
import io.eventbatcher.sandbox.torture.faults.FaultCounts;
import io.eventbatcher.sandbox.torture.traffic.HandReplays;
import io.eventbatcher.sandbox.torture.traffic.LetterWatch;
import io.eventbatcher.sandbox.torture.traffic.Repair;
import io.eventbatcher.sandbox.torture.traffic.ReplayPlan.Way;
import io.eventbatcher.sandbox.torture.traffic.WaitingLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operators of dead letters during a run: two people who discard, edit and replay by the product's commands, one after another and at times
 * at the same time, and who put some replays on the topic by hand. The commands come in a fixed turn; the seed decides all else.
 */
public final class LetterOperators implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Letters that are worth a command; fewer are waited for. */
    private static final int ENOUGH = 9;

    private static final Duration GATHER = Duration.ofSeconds(4);
    private static final int MOST_LETTERS = 60;
    private static final int MOST_WRITES = 3;
    private static final int MOST_EXPORTS = 5;
    private static final Duration IN_ORDER = Duration.ofSeconds(40);

    /** Slow enough for several transactions; a run of the kit's goes on though letters die again, as they are meant to. */
    private static final List<String> PACE = List.of("--rate", "10", "--stop-on-failure", "0", "--wait", "3s");

    private final LetterWatch letters;
    private final Repair repair;
    private final HandReplays hand;
    private final LetterCommands commands;
    private final LetterFiles files;
    private final SplittableRandom random;
    private final List<Replay> replays = new ArrayList<>();
    private final Set<String> discarded = new TreeSet<>();
    private final Thread thread = new Thread(this::work, "letter-operators");
    private volatile boolean stopping;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    public LetterOperators(
            ServiceCommand command,
            Settings settings,
            Path directory,
            LetterWatch letters,
            Repair repair,
            FaultCounts counts,
            long seed) {
        this.letters = letters;
        this.repair = repair;
        this.hand = new HandReplays(settings.kafka().bootstrapServers(), settings);
        this.commands = new LetterCommands(command, settings, counts);
        this.files = new LetterFiles(directory);
        this.random = new SplittableRandom(seed);
        thread.setDaemon(true);
    }

    /** A command for the letters that wait for it. */
    private record Turn(Way way, LetterCommands.Disturbance disturbance) {}

    private static final List<Turn> TURNS = List.of(
            new Turn(Way.REPLAY, LetterCommands.Disturbance.KILLED),
            new Turn(Way.EDIT, LetterCommands.Disturbance.DOUBLED),
            new Turn(Way.REPLAY, LetterCommands.Disturbance.SEIZED),
            new Turn(Way.EDIT_IN_FILE, LetterCommands.Disturbance.KILLED),
            new Turn(Way.REPLAY, LetterCommands.Disturbance.DOUBLED));

    public void start() {
        thread.start();
    }

    private void work() {
        try {
            for (int turn = 0; !stopping; turn++) {
                String ticket = "ticket-" + turn;
                Turn next = TURNS.get(turn % TURNS.size());
                List<WaitingLetter> gathered = gathered(next.way());
                byHand(letters.take(Way.BY_HAND, MOST_LETTERS), ticket);
                if (!gathered.isEmpty()) {
                    List<String> unneeded = ids(letters.take(Way.DISCARD, MOST_LETTERS));
                    Optional<LetterCommands.Given> discard = unneeded.isEmpty()
                            ? Optional.empty()
                            : Optional.of(commands.begin(ticket + ", not needed", words(List.of("discard"), unneeded)));
                    // the first ones must be discarded before a command names them; all further ones are, beside a
                    // command
                    boolean first = discarded.isEmpty();
                    if (first) {
                        noteDiscarded(discard, unneeded);
                    }
                    byCommand(next, gathered, ticket);
                    if (!first) {
                        noteDiscarded(discard, unneeded);
                    }
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure.set(failed);
        }
    }

    private void noteDiscarded(Optional<LetterCommands.Given> discard, List<String> ids) throws InterruptedException {
        if (discard.isPresent() && commands.seenThrough(discard.get())) {
            discarded.addAll(ids);
        }
    }

    private List<WaitingLetter> gathered(Way way) throws InterruptedException {
        long end = System.nanoTime() + GATHER.toNanos();
        while (!stopping && letters.waiting(way) < ENOUGH && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
        return stopping ? List.of() : letters.take(way, MOST_LETTERS);
    }

    private void byHand(List<WaitingLetter> some, String ticket) {
        for (WaitingLetter letter : some) {
            repair.prepare(letter);
            hand.send(letter, Repair.byHand(letter), ticket);
            replays.add(letter.replay(Replay.Way.BY_HAND, "", true));
        }
    }

    private void byCommand(Turn turn, List<WaitingLetter> some, String ticket) throws InterruptedException {
        List<String> ids = ids(some);
        some.forEach(repair::prepare);
        switch (turn.way()) {
            case REPLAY -> {
                // discarded letters are named, too, and must not be sent
                List<String> named = new ArrayList<>(ids);
                discarded.stream().limit(MOST_LETTERS).forEach(named::add);
                note(some, "", carryOut(turn, ticket, replaying("replay"), named));
            }
            case EDIT -> {
                String name = Repair.accepted(Route.BEHAVIORAL);
                String change = Repair.field(Route.BEHAVIORAL) + '=' + name;
                note(some, name, carryOut(turn, ticket, replaying("edit", "--set", change), ids));
            }
            case EDIT_IN_FILE -> {
                Optional<Path> changed = exported(ticket, ids).map(file -> files.changed(file, some));
                boolean carriedOut = changed.isPresent()
                        && !stopping
                        && carryOut(
                                turn,
                                ticket,
                                replaying("edit", "--file", changed.get().toString()),
                                ids);
                some.forEach(letter -> note(List.of(letter), LetterFiles.name(letter), carriedOut));
            }
            case BY_HAND, DISCARD -> throw new IllegalStateException("No turn has the way " + turn.way() + ".");
        }
    }

    private boolean carryOut(Turn turn, String ticket, List<String> words, List<String> ids)
            throws InterruptedException {
        int writes = 1 + random.nextInt(MOST_WRITES);
        return commands.carryOut(turn.disturbance(), writes, ticket, words(words, ids));
    }

    /** The export; empty if the operators gave up. An export without events is of no use, and the registry may be away. */
    private Optional<Path> exported(String ticket, List<String> ids) throws InterruptedException {
        for (int tries = 1; tries <= MOST_EXPORTS && !stopping; tries++) {
            Path file = files.fresh(ticket + "-" + tries);
            if (commands.succeeds(words(List.of("export", "--out", file.toString()), ids)) && files.areWhole(file)) {
                return Optional.of(file);
            }
            TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
        }
        return Optional.empty();
    }

    private static List<String> ids(List<WaitingLetter> some) {
        return some.stream().map(WaitingLetter::id).toList();
    }

    private static List<String> replaying(String... words) {
        return Stream.concat(Stream.of(words), PACE.stream()).toList();
    }

    private static List<String> words(List<String> command, List<String> ids) {
        List<String> words = new ArrayList<>(List.of("dead-letters"));
        words.addAll(command);
        ids.forEach(id -> words.addAll(List.of("--id", id)));
        return words;
    }

    private void note(List<WaitingLetter> some, String edited, boolean carriedOut) {
        some.forEach(letter -> replays.add(letter.replay(Replay.Way.BY_COMMAND, edited, carriedOut)));
    }

    /**
     * Gives no further command, and returns when the last one has ended, or is given up.
     *
     * @throws IllegalStateException if the kit failed, or a command does not end
     */
    public void stop(Duration patience) throws InterruptedException {
        stopping = true;
        thread.join(patience.toMillis());
        if (thread.isAlive()) {
            commands.giveUp();
            thread.join(IN_ORDER.toMillis());
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("A command of the operators does not end.");
        }
        hand.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("The operators of dead letters failed.", failure.get());
        }
    }

    /** The replays ordered; to be called after {@link #stop}. */
    public List<Replay> replays() {
        return List.copyOf(replays);
    }

    /** The ids of the discarded letters; to be called after {@link #stop}. */
    public Set<String> discarded() {
        return Set.copyOf(discarded);
    }

    @Override
    public void close() {
        stopping = true;
        commands.killAll();
        thread.interrupt();
        hand.close();
    }
}
