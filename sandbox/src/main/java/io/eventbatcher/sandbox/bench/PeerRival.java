package io.eventbatcher.sandbox.bench;

import io.eventbatcher.sandbox.bench.program.Cores;
import io.eventbatcher.sandbox.bench.program.PeerProgram;
import io.eventbatcher.sandbox.bench.program.ProcessCpu;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A program of somebody else, which reads a topic of its own. It begins with a load as soon as the load is published, as the service does. */
final class PeerRival implements Rival, Starting {
    /** Apart from the seeds of the service's loads. */
    static final long FIRST_SEED = 1_000_000;

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
                PeerProgram.start(command, stand.directory(), Cores.ofMeasured(), stand.whereaboutsForPeers()));
    }

    @Override
    public ProcessCpu awaitFirst(long accepted) {
        await(accepted + 1);
        return peer.cpu();
    }

    /** Returns when the simulator has taken as many inputs as the load has events, and the last of its answers has arrived. */
    @Override
    public void awaitSettled(BenchStand.Load load) {
        await(load.acceptedBefore() + load.good());
        LockSupport.parkNanos(bench.latency().plus(LOOK).toNanos());
    }

    private void await(long accepted) {
        while (stand.accepted() < accepted) {
            peer.throwIfDead();
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public Stretch through(BenchStand.Load load) {
        BenchStand.Load own = stand.publishToPeer(load.good(), ++seed);
        Metered metered = new Metered(stand, peer.cpu());
        awaitSettled(own);
        return metered.end(own, stand.spanSince(own.acceptedBefore()), peer.cpu());
    }

    @Override
    public void close() {
        peer.close();
    }
}
