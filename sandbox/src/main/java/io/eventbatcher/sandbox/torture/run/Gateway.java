package io.eventbatcher.sandbox.torture.run;

import io.eventbatcher.sandbox.broker.LoopbackPorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy between the services and the API. {@link #swallow()} makes the open connections lose all that the services send from then on,
 * while answers to earlier requests still arrive: no request is carried out without the kit's knowledge of its answer. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InetSocketAddress target;
    private final int port = LoopbackPorts.free();
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    private Gateway(URI target) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getPort());
    }

    public static Gateway to(URI target) {
        Gateway gateway = new Gateway(target);
        gateway.listen();
        return gateway;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    synchronized void listen() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            listener = opened;
            daemon(() -> accept(opened));
        } catch (IOException taken) {
            throw new UncheckedIOException("The gateway cannot listen on port " + port + ".", taken);
        }
    }

    /** Refuses connections and cuts open ones until {@link #listen()}. */
    synchronized void refuse() {
        close(listener);
        passages.forEach(Passage::close);
    }

    void swallow() {
        passages.forEach(passage -> passage.swallows = true);
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                Socket client = opened.accept();
                daemon(() -> connect(client));
            }
        } catch (IOException closed) {
            // refuses from now on
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        try {
            server.connect(target);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Passage passage = new Passage(client, server);
            passages.add(passage);
            daemon(() -> pump(passage, server, client, false));
            pump(passage, client, server, true);
        } catch (IOException refused) {
            close(client);
            close(server);
        }
    }

    private void pump(Passage passage, Socket from, Socket to, boolean requests) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!requests || !passage.swallows) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException cut) {
            // both ends close
        }
        passage.close();
        passages.remove(passage);
    }

    private static final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean swallows;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void close() {
            Gateway.close(client);
            Gateway.close(server);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "gateway");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception closed) {
            // closed is what it should be
        }
    }

    @Override
    public void close() {
        refuse();
    }
}
