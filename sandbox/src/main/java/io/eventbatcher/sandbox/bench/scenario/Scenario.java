package io.eventbatcher.sandbox.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.sandbox.load.plan.LoadSettings;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.FaultDraw;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A load of behavioral events with faults of its own, or of the simulator. */
public enum Scenario {
    CLEAN("clean", "all goes well"),
    UNDEFINED_NAME("undefined-name", "1 % of the events have a name that the account does not define") {
        @Override
        public LoadSettings load(LoadSettings good) {
            return good.withMix(good.mix().withRejectedPercent(1));
        }
    },
    SCATTERED("scattered", "HubSpot refuses 1 % of the events, here and there, with answers that name none") {
        @Override
        public boolean refuses(UUID event) {
            return event.getLeastSignificantBits() % 100 == 0;
        }

        @Override
        public FaultDraw faults(int lanes, InstantSource clock) {
            return (number, endpoint, inputs) ->
                    inputs.stream().anyMatch(input -> refuses(UUID.fromString(input.identity())))
                            ? new Effect.Answer(400)
                            : NONE;
        }
    },
    DUPLICATES("duplicates", "20 % of the events are duplicates") {
        @Override
        public LoadSettings load(LoadSettings good) {
            return new LoadSettings(good.events(), 20, 0, good.seed(), good.day(), good.partitions(), good.mix());
        }
    },
    SLOW_LANE("slow-lane", "requests of one lane take a second longer") {
        @Override
        public FaultDraw faults(int lanes, InstantSource clock) {
            return (number, endpoint, inputs) -> isOfFirstLane(inputs, lanes) ? new Effect.Delayed(SLOWNESS) : NONE;
        }
    },
    OUTAGE("outage", "after a few requests HubSpot is away for ten seconds") {
        @Override
        public FaultDraw faults(int lanes, InstantSource clock) {
            return new Outage(clock);
        }
    };

    private static final Effect NONE = new Effect.None();
    private static final Duration SLOWNESS = Duration.ofSeconds(1);

    private final String label;
    private final String meaning;

    Scenario(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<Scenario> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    public static String labels() {
        return Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", "));
    }

    /** The load in place of a load of good events. */
    public LoadSettings load(LoadSettings good) {
        return good;
    }

    /** True if the simulator refuses every request with a good event. */
    public boolean refuses(UUID event) {
        return false;
    }

    /** The simulator's faults, from now on. */
    public FaultDraw faults(int lanes, InstantSource clock) {
        return FaultDraw.NEVER;
    }

    /** Lanes are chosen as Kafka's own producers choose partitions, and a request is of one lane. */
    private static boolean isOfFirstLane(List<TakenInput> inputs, int lanes) {
        byte[] identity = inputs.get(0).identity().getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(identity)) % lanes == 0;
    }

    /** Answers with 503 for ten seconds. */
    private static final class Outage implements FaultDraw {
        private static final Duration LENGTH = Duration.ofSeconds(10);
        private static final int REQUESTS_BEFORE = 20;

        private final InstantSource clock;
        private int requests;
        private @Nullable Instant end;

        Outage(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public synchronized Effect draw(long number, Endpoint endpoint, List<TakenInput> inputs) {
            if (end == null && ++requests > REQUESTS_BEFORE) {
                end = clock.instant().plus(LENGTH);
            }
            return end != null && clock.instant().isBefore(end) ? new Effect.Answer(503) : NONE;
        }
    }
}
