package io.eventbatcher.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The signals that ask a process to stop. The first signal is a request, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: the JVM's handler ends with status 143 whatever the hook achieved, and ignores a second signal. {@code
 * sun.misc.Signal} is kept by {@code jdk.unsupported} for want of a successor; reflection avoids a compiler warning that no annotation can
 * suppress. Under {@code -Xrs} signals do not reach the JVM, and end the process at once.
 */
public final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");
    private static final int EXIT_STATUS_OF_SIGNALS = 128;

    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Runnable first;
    private final IntConsumer halt;
    private final List<Runnable> restore = new ArrayList<>();
    private volatile boolean orderly;

    /**
     * Signals without a listener.
     *
     * @param first the reaction to the first signal while nothing needs an orderly stop
     * @param halt ends the process at once with the given exit status
     */
    Signals(Runnable first, IntConsumer halt) {
        this.first = first;
        this.halt = halt;
    }

    /** Starts to listen. */
    public static Signals listen() {
        Signals signals = new Signals(
                () -> Runtime.getRuntime().exit(0),
                status -> Runtime.getRuntime().halt(status));
        NAMES.forEach(signals::listenTo);
        return signals;
    }

    /** A future that the first signal completes. */
    public CompletableFuture<Void> stop() {
        orderly = true;
        return stop;
    }

    void received(int number) {
        if (!asked.compareAndSet(false, true)) {
            halt.accept(EXIT_STATUS_OF_SIGNALS + number);
        } else if (orderly) {
            stop.complete(null);
        } else {
            first.run();
        }
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException another) {
            throw new IllegalStateException("a signal's handler cannot be restored", another);
        }
    }

    /** Leaves the signals to those who listened before. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }

    private void listenTo(String name) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            int number = (Integer) type.getMethod("getNumber").invoke(signal);
            InvocationHandler received = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    received(number);
                }
                return null;
            };
            Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, received);
            Method handle = type.getMethod("handle", type, handler);
            Object before = handle.invoke(null, signal, listener);
            restore.add(() -> restore(handle, signal, before));
        } catch (InvocationTargetException taken) {
            if (!(taken.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("cannot listen to SIG" + name, taken);
            }
            // -Xrs, or a platform without this signal
        } catch (ReflectiveOperationException another) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal; run it on a JDK 17 or later", another);
        }
    }
}
