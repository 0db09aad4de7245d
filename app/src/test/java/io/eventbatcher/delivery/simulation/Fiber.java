package io.eventbatcher.delivery.simulation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.MDC;

/** A thread of the simulation: it runs only while all others sleep, and sleeps on virtual time. */
final class Fiber {
    /** Logging is silent where this is set; see {@code logback-test.xml}. */
    static final String QUIET = "simulation";

    private final SimulatedTime time;
    private final Thread thread;
    private volatile boolean mayRun;
    private boolean ended;
    private boolean killed;
    private boolean sleeping;
    private boolean woken;
    private long sleeps;
    private long suspendedUntil;

    /** Unwinds a fiber that is killed. Only an error: the service handles exceptions. */
    @SuppressWarnings("serial")
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private Fiber(SimulatedTime time, Thread thread) {
        this.time = time;
        this.thread = thread;
    }

    /** The fiber of the test itself, which has begun. */
    static Fiber ofThisThread(SimulatedTime time) {
        return new Fiber(time, Thread.currentThread());
    }

    /** Starts a fiber at the present time. */
    static Fiber start(SimulatedTime time, String name, Runnable body) {
        Fiber[] self = new Fiber[1];
        Thread thread = new Thread(() -> self[0].run(body), name);
        self[0] = new Fiber(time, thread);
        thread.setDaemon(true);
        self[0].sleeping = true;
        thread.start();
        self[0].wake();
        return self[0];
    }

    private void run(Runnable body) {
        MDC.put(QUIET, "quiet");
        awaitTurn();
        try {
            if (!killed) {
                body.run();
            }
        } catch (Killed end) {
            // as wanted
        } catch (RuntimeException | Error thrown) {
            time.fail(thrown);
        }
        ended = true;
        time.nextFiber().takeTurn();
    }

    /**
     * Sleeps until {@link #wake}, and for that time at most.
     *
     * @return whether it was woken
     */
    boolean sleep(Duration most) {
        checkKilled();
        long turn = ++sleeps;
        sleeping = true;
        woken = false;
        time.after(most, () -> resume(turn));
        Fiber next = time.nextFiber();
        if (next != this) {
            next.takeTurn();
            awaitTurn();
        }
        sleeping = false;
        checkKilled();
        return woken;
    }

    /** Does something that takes so long, whoever wakes it. */
    void work(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        while (time.nanos() < end) {
            sleep(Duration.ofNanos(end - time.nanos()));
        }
    }

    /** Ends the present sleep, if there is one. */
    void wake() {
        if (sleeping && !woken) {
            woken = true;
            long turn = sleeps;
            time.at(time.nanos(), () -> resume(turn));
        }
    }

    private void resume(long turn) {
        if (turn != sleeps || !sleeping) {
            return;
        }
        if (suspendedUntil > time.nanos() && !killed) {
            time.at(suspendedUntil, () -> resume(turn));
            return;
        }
        sleeping = false;
        time.resume(this);
    }

    /** Stands still, as a process that is suspended, for so long. */
    void suspend(Duration duration) {
        suspendedUntil = time.nanos() + duration.toNanos();
    }

    /** Ends it where it sleeps, without a word to anybody. */
    void kill() {
        if (!ended && !killed) {
            killed = true;
            woken = false;
            wake();
        }
    }

    boolean alive() {
        return !ended && !killed;
    }

    /** Throws in a fiber that was killed. */
    void checkKilled() {
        if (killed) {
            throw new Killed();
        }
    }

    private void takeTurn() {
        mayRun = true;
        LockSupport.unpark(thread);
    }

    private void awaitTurn() {
        while (!mayRun) {
            LockSupport.park(this);
        }
        mayRun = false;
    }
}
