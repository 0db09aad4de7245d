package io.eventbatcher.sandbox.simulator;

import io.eventbatcher.sandbox.simulator.access.RateLimits;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.rules.RepeatedUuids;
import io.eventbatcher.sandbox.simulator.rules.Strictness;
import java.time.Duration;

/**
 * The settings of the simulator. Start from {@link #defaults()}.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free port
 * @param latency added to every answer of an endpoint; waiting requests hold no thread
 * @param repeatedUuids the answer to an event with a known uuid
 * @param strictness the reading of rules that HubSpot does not document
 * @param oldCredentials true if the v3 endpoint also takes a token as {@code hapikey} or {@code private-app-legacy}, as documented
 * @param listener gets each request
 */
public record SimulatorSettings(
        String host,
        int port,
        HubSpotAccount account,
        RateLimits limits,
        Duration latency,
        RepeatedUuids repeatedUuids,
        Strictness strictness,
        Recording recording,
        boolean oldCredentials,
        RequestListener listener) {

    public SimulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port must be 0 (any) to 65535, not " + port + ".");
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("The latency must not be negative, but is " + latency + ".");
        }
    }

    /** A free port on the loopback address, {@link HubSpotAccount#defaults()}, HubSpot's limits, no latency, repeated uuids accepted silently, the lenient reading. */
    public static SimulatorSettings defaults() {
        return new SimulatorSettings(
                "127.0.0.1",
                0,
                HubSpotAccount.defaults(),
                RateLimits.defaults(),
                Duration.ZERO,
                RepeatedUuids.ACCEPTED_SILENTLY,
                Strictness.LENIENT,
                Recording.defaults(),
                false,
                RequestListener.NOBODY);
    }

    public SimulatorSettings withHost(String changed) {
        return new SimulatorSettings(
                changed,
                port,
                account,
                limits,
                latency,
                repeatedUuids,
                strictness,
                recording,
                oldCredentials,
                listener);
    }

    public SimulatorSettings withPort(int changed) {
        return new SimulatorSettings(
                host,
                changed,
                account,
                limits,
                latency,
                repeatedUuids,
                strictness,
                recording,
                oldCredentials,
                listener);
    }

    public SimulatorSettings withAccount(HubSpotAccount changed) {
        return new SimulatorSettings(
                host, port, changed, limits, latency, repeatedUuids, strictness, recording, oldCredentials, listener);
    }

    public SimulatorSettings withLimits(RateLimits changed) {
        return new SimulatorSettings(
                host, port, account, changed, latency, repeatedUuids, strictness, recording, oldCredentials, listener);
    }

    public SimulatorSettings withLatency(Duration changed) {
        return new SimulatorSettings(
                host, port, account, limits, changed, repeatedUuids, strictness, recording, oldCredentials, listener);
    }

    public SimulatorSettings withRepeatedUuids(RepeatedUuids changed) {
        return new SimulatorSettings(
                host, port, account, limits, latency, changed, strictness, recording, oldCredentials, listener);
    }

    public SimulatorSettings withStrictness(Strictness changed) {
        return new SimulatorSettings(
                host, port, account, limits, latency, repeatedUuids, changed, recording, oldCredentials, listener);
    }

    public SimulatorSettings withRecording(Recording changed) {
        return new SimulatorSettings(
                host, port, account, limits, latency, repeatedUuids, strictness, changed, oldCredentials, listener);
    }

    public SimulatorSettings withOldCredentials(boolean changed) {
        return new SimulatorSettings(
                host, port, account, limits, latency, repeatedUuids, strictness, recording, changed, listener);
    }

    public SimulatorSettings withListener(RequestListener changed) {
        return new SimulatorSettings(
                host, port, account, limits, latency, repeatedUuids, strictness, recording, oldCredentials, changed);
    }

    /**
     * The contents of the read-back beside the inputs.
     *
     * @param trackedProperty the property (events) or custom property (marketing events) of which the value is kept with each accepted
     *     input
     * @param keptRequests number of latest requests kept with their bodies
     */
    public record Recording(String trackedProperty, int keptRequests) {
        public Recording {
            if (keptRequests < 0) {
                throw new IllegalArgumentException("The number of kept requests must not be negative: " + keptRequests);
            }
        }

        /** The property {@code sequence}; sixteen requests. */
        public static Recording defaults() {
            return new Recording("sequence", 16);
        }
    }
}
