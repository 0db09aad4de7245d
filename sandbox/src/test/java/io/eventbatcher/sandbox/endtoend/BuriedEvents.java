package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.run.ReplayRunner;
import io.eventbatcher.replay.run.RunListener;
import io.eventbatcher.replay.run.RunReport;
import io.eventbatcher.replay.scan.ScanProgress;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.time.Clocks;
import io.eventbatcher.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events of a name that HubSpot did not know, as dead letters of a running pipeline. */
final class BuriedEvents {
    private final Pipeline pipeline;
    private final String name;

    private BuriedEvents(Pipeline pipeline, String name) {
        this.pipeline = pipeline;
        this.name = name;
    }

    /** An account that defines no event but those that this class puts beside the unknown ones. */
    static HubSpotAccount account() {
        return Pipeline.account()
                .withEventDefinitions(Set.of(SimulatorEvents.behavioral("known").getEventName()));
    }

    /** So many events of a name that the account does not define die. */
    static BuriedEvents bury(Pipeline pipeline, String name, int events) {
        return Objects.requireNonNull(bury(pipeline, Map.of(name, events)).get(name));
    }

    /** The same for several names at once, each with a number of events. */
    static Map<String, BuriedEvents> bury(Pipeline pipeline, Map<String, Integer> events) {
        Map<String, BuriedEvents> buried = new HashMap<>();
        events.forEach((name, count) -> {
            BuriedEvents its = new BuriedEvents(pipeline, "pe" + HubSpotAccount.DEFAULT_HUB_ID + '_' + name);
            its.publish(name, count);
            buried.put(name, its);
        });
        pipeline.awaitRest();
        return buried;
    }

    private void publish(String called, int events) {
        for (int i = 0; i < events; i++) {
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, SimulatorEvents.behavioral(called + " known " + i));
            BehavioralEvent event = SimulatorEvents.behavioral(called + ' ' + i);
            event.setEventName(name);
            pipeline.sources().publish(Route.BEHAVIORAL, i % 4, event);
        }
    }

    /** HubSpot knows the name from now on. */
    BuriedEvents define() {
        pipeline.hubSpot().define(name);
        return this;
    }

    /** HubSpot's name of the events. */
    String name() {
        return name;
    }

    LetterFilter filter() {
        return LetterFilter.of(Map.of(FilterOption.EVENT_NAME, List.of(name)), Instant.now());
    }

    ReplayOrder order() {
        return ReplayOrder.of("ada", "the definition was missing", filter()).withPatience(Duration.ofHours(3));
    }

    ReplayPlan plan() {
        return plan(order());
    }

    ReplayPlan plan(ReplayOrder order) {
        return new ReplayPlanner(pipeline.settings(), ScanProgress.SILENT).plan(order);
    }

    RunReport replay(ReplayPlan plan) {
        return replay(plan, RunListener.SILENT, () -> false);
    }

    RunReport replay(ReplayPlan plan, RunListener listener, BooleanSupplier stop) {
        return runner(listener, stop).start(ReplayRunner.newId(Instant.now(), UUID.randomUUID()), plan);
    }

    /** While HubSpot takes other events, which shows at once that the route works. */
    RunReport replayAmongOthers(ReplayPlan plan) {
        RunListener others = new RunListener() {
            @Override
            public void did(Step step) {
                if (step == Step.COMMITTED) {
                    pipeline.sources().publish(Route.BEHAVIORAL, 0, SimulatorEvents.behavioral(name + " other"));
                }
            }
        };
        return replay(plan, others, () -> false);
    }

    ReplayRunner runner(RunListener listener, BooleanSupplier stop) {
        return runner(pipeline, listener, stop);
    }

    static ReplayRunner runner(Pipeline pipeline, RunListener listener, BooleanSupplier stop) {
        return new ReplayRunner(pipeline.settings(), new FastClocks(), listener, stop);
    }

    /** The uuids of the events that HubSpot has taken, a repeated one repeatedly. */
    List<String> taken() {
        return pipeline.accepted(Route.BEHAVIORAL).stream()
                .filter(input -> name.equals(input.eventName()))
                .map(AcceptedInput::identity)
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> letters() {
        return named(pipeline.deadLetters());
    }

    List<ConsumerRecord<byte[], byte[]>> replays() {
        return named(pipeline.read(pipeline.settings().topics().replays()));
    }

    private List<ConsumerRecord<byte[], byte[]>> named(List<ConsumerRecord<byte[], byte[]>> letters) {
        return letters.stream()
                .filter(letter -> DeadLetterHeader.EVENT_NAME
                        .in(letter.headers())
                        .filter(name::equals)
                        .isPresent())
                .toList();
    }

    /** The pace of a run in a hundredth of the time. */
    private static final class FastClocks implements Clocks {
        private static final long FACTOR = 100;

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public Moment moment() {
            return new Moment(Clocks.SYSTEM.moment().nanos() * FACTOR);
        }
    }
}
