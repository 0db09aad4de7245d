package io.eventbatcher.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.source.SettingsFile;
import io.eventbatcher.control.OperatorCommand;
import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.delivery.dispatch.AnswerHandler;
import io.eventbatcher.delivery.dispatch.Dispatcher;
import io.eventbatcher.delivery.dispatch.LaneStates;
import io.eventbatcher.delivery.dispatch.RetryPolicy;
import io.eventbatcher.delivery.gate.RouteGates;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.delivery.lane.LaneBounds;
import io.eventbatcher.delivery.lane.PendingBatch;
import io.eventbatcher.delivery.lane.SettledItems;
import io.eventbatcher.delivery.lane.Settlement;
import io.eventbatcher.delivery.loop.Backoff;
import io.eventbatcher.delivery.loop.DeliveryCounters;
import io.eventbatcher.delivery.loop.Mailbox;
import io.eventbatcher.delivery.rate.QuotaShares;
import io.eventbatcher.ledger.OffsetMetadata;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Batch;
import io.eventbatcher.record.Item;
import io.eventbatcher.record.ItemDraft;
import io.eventbatcher.record.Origin;
import io.eventbatcher.record.SourceRecord;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Lanes, dispatcher and gates as they are, without Kafka, on virtual time and against a fake HubSpot. */
public final class Bench {
    public static final Duration EXPIRE_AFTER = Duration.ofMinutes(10);

    private static final Duration MOMENT = Duration.ofMillis(1);

    public final VirtualTime time = new VirtualTime();
    public final FakeHubSpot hubSpot = new FakeHubSpot();
    public final Mailbox mailbox = new Mailbox();
    public final DeliveryCounters progress = new DeliveryCounters();
    public final List<Lane> lanes = new ArrayList<>();
    public final List<PendingBatch> settled = new ArrayList<>();
    public final QuotaShares rates;
    public final RouteGates gates;
    public final LaneStates states;
    private final Dispatcher dispatcher;
    private boolean settling = true;
    private long offset;

    public Bench() {
        this("");
    }

    public Bench(String rates) {
        Settings settings = settings(rates);
        this.rates = new QuotaShares(settings, time, mailbox, time);
        gates = new RouteGates(settings, this.rates, time, mailbox, time);
        RetryPolicy retries = new RetryPolicy(new Backoff(new Random(7)), EXPIRE_AFTER, time);
        states = new LaneStates("one", gates, time);
        dispatcher = new Dispatcher(
                hubSpot, gates, mailbox, new AnswerHandler(gates, retries, time, mailbox, progress), progress, states);
    }

    public static Settings settings(String rates) {
        String rate = rates.isEmpty()
                ? "rate: {events-per-second: 100000, account-per-ten-seconds: 100000, reserve-percent: 0}"
                : rates;
        return SettingsFile.parse(
                "{instance: one, kafka: {bootstrap-servers: 'x:1'}, registry: {url: 'http://x'}, hubspot: {" + rate
                        + "}}",
                Map.of());
    }

    /** A lane whose requests take what the API allows. */
    public Lane lane(Route route, int window) {
        return lane(route, window, route.maxInputs());
    }

    /** A lane whose requests take so many events; with those of a batch, it coalesces none. */
    public Lane lane(Route route, int window, int maxInputs) {
        return lane(route, new LaneBounds(window, maxInputs, 1_000_000));
    }

    public Lane lane(Route route, LaneBounds bounds) {
        Lane lane = new Lane(route, 0, bounds, 0, OffsetMetadata.START);
        lanes.add(lane);
        return lane;
    }

    /** Lanes of a route with so many batches of so many events each. */
    public void fill(Route route, int lanes, int batches, int inputs) {
        for (int i = 0; i < lanes; i++) {
            Lane lane = lane(route, route.ordered() ? 1 : 8);
            for (int j = 0; j < batches; j++) {
                put(lane, events(i + "-" + j + "-", inputs));
            }
        }
    }

    public PendingBatch put(Lane lane, Item... items) {
        PendingBatch batch = new PendingBatch(batch(lane.route(), items), offset++, 1);
        lane.accept(batch);
        return batch;
    }

    /** Finished batches stay unsettled from now on. */
    public void stopSettling() {
        settling = false;
    }

    /** An operator's order to make dead letters of what is rejected. */
    public void deadLetter(Route route, Duration lasting) {
        gates.obey(new OperatorCommand(
                OperatorCommand.target(route),
                OperatorCommand.Kind.DEAD_LETTER,
                "ada",
                "",
                time.instant(),
                time.instant().plus(lasting)));
    }

    public RouteStatus status(Route route) {
        return gates.of(route).status();
    }

    /** What the poll thread does, until there is nothing more to do at this moment. */
    public void run() {
        do {
            mailbox.drain();
            dispatcher.dispatch(lanes);
            settle();
        } while (!mailbox.isEmpty() || momentPasses() || lanes.stream().anyMatch(this::couldSend));
    }

    /** A lane that wants to send is stopped only by its gate, which then rings; or by a breaker, which does not. */
    private boolean couldSend(Lane lane) {
        return lane.wantsToSend()
                && settling
                && gates.of(lane.route()).isOpen()
                && time.untilNext().isEmpty();
    }

    private boolean momentPasses() {
        boolean due =
                time.untilNext().filter(next -> next.compareTo(MOMENT) <= 0).isPresent();
        if (due) {
            time.advance(time.untilNext().orElseThrow());
        }
        return due;
    }

    public void run(Duration passing) {
        for (Duration rest = passing; !rest.isNegative(); rest = rest.minusMillis(10)) {
            time.advance(Duration.ofMillis(10));
            run();
        }
    }

    /** The same in coarse steps, for hours. */
    public void pass(Duration passing) {
        Duration step = Duration.ofMillis(250);
        for (Duration rest = passing; !rest.isNegative(); rest = rest.minus(step)) {
            time.advance(step);
            run();
        }
    }

    private void settle() {
        for (Lane lane : lanes) {
            Settlement settlement = lane.settling().settlement();
            if (settling && !settlement.empty()) {
                settled.addAll(settlement.batches());
                lane.settling().settled(settlement);
            }
        }
    }

    public List<DeadLetter> deadLetters() {
        return settled.stream()
                .flatMap(batch -> SettledItems.decidedOf(batch).deadLetters().stream())
                .toList();
    }

    public Tally total() {
        return settled.stream()
                .map(batch -> SettledItems.decidedOf(batch).tally())
                .reduce(Tally.ZERO, Tally::plus);
    }

    /** A batch of lane 0. */
    public static Batch batch(Route route, Item... items) {
        return new Batch(route, 0, 0, Batch.ClosedBy.LINGER, List.of(items));
    }

    /** An event of its own identity; its JSON is {@code {"n":"<name>"}}. */
    public static Item event(String name) {
        return event(name, name, "{\"n\":\"" + name + "\"}");
    }

    /** A behavioral event that HubSpot must know by this name. */
    public static Item named(String eventName, String name) {
        return event(name, eventName, name, "{\"n\":\"" + name + "\"}");
    }

    /** An event of this identity. */
    /** So many events, the name of each with its number behind it. */
    public static Item[] events(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(name + i)).toArray(Item[]::new);
    }

    public static Item event(String name, String identity, String json) {
        return event(name, null, identity, json);
    }

    private static Item event(String name, @Nullable String eventName, String identity, String json) {
        SourceRecord source = new SourceRecord(
                new Origin("source", 1, Math.floorMod(name.hashCode(), 1_000_000), 99),
                ("key of " + name).getBytes(UTF_8),
                ("value of " + name).getBytes(UTF_8),
                new RecordHeaders().add("trace", name.getBytes(UTF_8)),
                0);
        return new ItemDraft("uuid of " + name, eventName, identity, null, 0, json.getBytes(UTF_8), source).encode();
    }
}
