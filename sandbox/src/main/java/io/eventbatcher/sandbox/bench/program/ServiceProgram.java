package io.eventbatcher.sandbox.bench.program;

import io.eventbatcher.config.HubSpotSettings;
import io.eventbatcher.sandbox.broker.LoopbackPorts;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code event-batcher run} in a process of its own. Its counts come from its own {@code /metrics}. */
public final class ServiceProgram implements AutoCloseable {
    private final Program program;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    private ServiceProgram(Program program, int port) {
        this.program = program;
        this.address = URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * Starts the service.
     *
     * @param configuration YAML without the keys http and console
     * @param jvm further options of its JVM
     */
    public static ServiceProgram start(Path directory, Cores cores, List<String> jvm, String configuration) {
        int port = LoopbackPorts.free();
        try {
            Path file = Files.writeString(
                    directory.resolve("event-batcher.yaml"),
                    configuration + "http: {port: " + port + "}\nconsole: {enabled: true}\n");
            Program program = Program.start(
                    directory.resolve("service.log"),
                    cores,
                    jvm,
                    Map.of(HubSpotSettings.TOKEN_VARIABLE, HubSpotAccount.DEFAULT_TOKEN),
                    List.of("run", "--config", file.toString()));
            return new ServiceProgram(program, port);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The service's configuration cannot be written.", unwritable);
        }
    }

    /** Throws an exception with its last words if the process has ended. */
    public void throwIfDead() {
        program.throwIfDead();
    }

    /**
     * What the service has settled since its start; nothing while it starts.
     *
     * @throws IllegalStateException if it has ended
     */
    public Counts counts() throws InterruptedException {
        throwIfDead();
        try {
            HttpRequest metrics =
                    HttpRequest.newBuilder(address.resolve("metrics")).build();
            return Counts.in(
                    http.send(metrics, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException notYet) {
            return Counts.NONE;
        }
    }

    /** The first page of the console. */
    public URI console() {
        return address.resolve("console/");
    }

    public ProcessCpu cpu() {
        return program.cpu();
    }

    @Override
    public void close() {
        program.close();
    }

    /**
     * Counts of a service since its start.
     *
     * @param delivered events
     * @param dead letters
     */
    public record Counts(long delivered, long dead) {
        static final Counts NONE = new Counts(0, 0);

        /** Of metrics in Prometheus's text format. */
        static Counts in(String metrics) {
            return new Counts(
                    sum(metrics, "event_batcher_delivered_events_total{"),
                    sum(metrics, "event_batcher_dead_letters_total{"));
        }

        private static long sum(String metrics, String name) {
            return (long) metrics.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }
}
