package io.eventbatcher.console.page;

import com.sun.net.httpserver.HttpServer;
import io.eventbatcher.config.Settings;
import io.eventbatcher.console.access.Access;
import io.eventbatcher.console.http.Server;
import io.eventbatcher.fixtures.ConsoleVisitor;
import io.eventbatcher.fixtures.LeastSettings;
import io.eventbatcher.time.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/** Pages behind the real server, on a port of the loopback address. */
public final class PagesOnPort implements AutoCloseable {
    public static final Settings SETTINGS = LeastSettings.with("http: {port: 0}\nconsole: {enabled: true}\n");

    private final Server server;
    private final HttpServer port;

    private PagesOnPort(Server server, HttpServer port) {
        this.server = server;
        this.port = port;
    }

    public static PagesOnPort open(Clocks clocks, Page... pages) {
        Access access = new Access(SETTINGS.http().console(), clocks);
        Server server = new Server(new Pages(SETTINGS, access, List.of(pages), String::valueOf)::answer);
        try {
            HttpServer port = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            port.createContext("/console/", server);
            port.start();
            return new PagesOnPort(server, port);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public ConsoleVisitor visitor() {
        return new ConsoleVisitor(
                URI.create("http://127.0.0.1:" + port.getAddress().getPort() + "/console/"));
    }

    @Override
    public void close() {
        server.close();
        port.stop(0);
    }
}
