package io.eventbatcher.sandbox.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports on loopback that nobody else takes while the server behind them is down.
 *
 * <p>The ports lie below the range of outgoing connections (Linux: from 32768, macOS: from 49152). In that range another connection could
 * take the port of a restarting broker, and a client that calls a port without a listener may even be connected to itself.
 */
public final class LoopbackPorts {

    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;

    /** Starts at a different place in each process, because two processes must seldom try the same port at once. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 997 % COUNT));

    private LoopbackPorts() {}

    /**
     * Returns a port without a listener. No port is returned twice before all have been tried.
     *
     * @throws IllegalStateException if all are taken
     */
    public static int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port on 127.0.0.1 between %d and %d; stop what holds them."
                .formatted(LOWEST, LOWEST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
