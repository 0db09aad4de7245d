package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.figure.Stretch;
import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.PeerFailedException;
import io.eventbatcher.sandbox.bench.program.PeerProgram;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A program of somebody else, which reads a topic of its own. It begins with a load as soon as the load is published, as the service does. */
final class PeerRival implements Rival, ColdProgram {
    /** Apart from the seeds of the service's loads. */
    static final long FIRST_SEED = 1_000_000;

    /** Longer than any peer takes to start or to try again. */
    private static final Duration STANDSTILL = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final BenchSettings bench;
    private final BenchStand stand;
    private final PeerProgram peer;
    private long seed = FIRST_SEED;

    private PeerRival(BenchSettings bench, BenchStand stand, PeerProgram peer) {
        this.bench = bench;
        this.stand = stand;
        this.peer = peer;
    }

    /** Starts the command before what is already in the topic. */
    static PeerRival start(String command, BenchSettings bench, BenchStand stand) {
        return new PeerRival(
                bench,
                stand,
                PeerProgram.start(command, stand.directory(), Cores.ofMeasured(), stand.peerEnvironment()));
    }

    @Override
    public ProcessCpu awaitFirst(long accepted) {
        await(stand::accepted, accepted + 1);
        return peer.cpu();
    }

    /** Returns when the simulator has taken each event, and the last of its answers has arrived. */
    @Override
    public void awaitSettled(BenchStand.Load load) {
        await(stand::distinct, load.distinctBefore() + load.good());
        LockSupport.parkNanos(bench.latency().plus(LOOK).toNanos());
        long surplus = stand.accepted() - load.acceptedBefore() - load.good();
        if (surplus > 0) {
            throw new PeerFailedException(
                    "The peer has brought %,d events twice of %,d; measure one that brings each once."
                            .formatted(surplus, load.good()));
        }
    }

    private void await(LongSupplier count, long wanted) {
        long before = stand.accepted();
        long due = System.nanoTime() + STANDSTILL.toNanos();
        while (count.getAsLong() < wanted) {
            peer.throwIfDead();
            if (stand.accepted() > before) {
                before = stand.accepted();
                due = System.nanoTime() + STANDSTILL.toNanos();
            } else if (System.nanoTime() > due) {
                throw new PeerFailedException("The peer has brought nothing more for %d s. It said: %s"
                        .formatted(STANDSTILL.toSeconds(), peer.lastLines()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        peer.throwIfDead();
    }

    @Override
    public Stretch through(BenchStand.Load load) {
        BenchStand.Load own = stand.publishToPeer(load.good(), ++seed);
        Meter meter = new Meter(stand, peer.cpu());
        awaitSettled(own);
        return meter.end(own, stand.spanSince(own.acceptedBefore()), peer.cpu());
    }

    @Override
    public void close() {
        peer.close();
    }
}
