package io.eventbatcher.service.signs;

import io.eventbatcher.batching.Batching;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Stage;
import io.eventbatcher.control.StateName;
import io.eventbatcher.delivery.Delivery;
import io.eventbatcher.health.HealthFinding;
import io.eventbatcher.health.Heartbeat;
import io.eventbatcher.ingest.registry.AsyncSchemaCache;
import io.eventbatcher.status.StatusWatch;
import io.eventbatcher.time.Clocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that an instance tells of itself: its lanes, source topics that wait, the registry, and its own parts. Any thread. */
public final class InstanceStates implements Supplier<List<LaneState>> {
    private final String instance;
    private final Batching batching;
    private final Delivery delivery;
    private final AsyncSchemaCache schemas;
    private final Clocks clocks;
    private volatile @Nullable Heartbeat heartbeat;
    private volatile @Nullable StatusWatch watch;

    public InstanceStates(
            String instance, Batching batching, Delivery delivery, AsyncSchemaCache schemas, Clocks clocks) {
        this.instance = instance;
        this.batching = batching;
        this.delivery = delivery;
        this.schemas = schemas;
        this.clocks = clocks;
    }

    /** Tells the findings of these two as well, from now on. */
    void include(Heartbeat beats, StatusWatch status) {
        heartbeat = beats;
        watch = status;
    }

    @Override
    public List<LaneState> get() {
        Instant now = clocks.instant();
        List<LaneState> all = new ArrayList<>(delivery.lanes());
        all.addAll(batching.halted(instance, now));
        schemas.trouble().ifPresent(why -> all.add(LaneState.ofRegistry(instance, why, schemas.troubleSince(), now)));
        // an instance without lanes, too, is to be known
        all.add(LaneState.ofPart(instance, "instances/process", Optional.empty(), now));
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beats.findings().stream()
                    .filter(finding -> !finding.part().toldElsewhere())
                    .forEach(finding -> all.add(
                            LaneState.ofPart(instance, finding.part().name(), Optional.of(cause(finding)), now)));
        }
        StatusWatch status = watch;
        if (status != null) {
            status.standing()
                    .forEach((topic, cause) ->
                            all.add(LaneState.ofPart(instance, cause.state() + '/' + topic, Optional.of(cause), now)));
        }
        return all;
    }

    private static LaneCause cause(HealthFinding finding) {
        String name = finding.part().name();
        Stage stage = Stage.labelled(name.substring(0, name.indexOf('/'))).orElse(Stage.INSTANCES);
        String clause = finding.clause();
        String sentence = clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + '.';
        return new LaneCause(stage, StateName.FAILING, sentence, finding.since(), null);
    }
}
