package io.eventbatcher.monitoring;

import io.eventbatcher.batching.node.BatchingObserver;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.StateName;
import io.eventbatcher.delivery.DeliverySnapshot;
import io.eventbatcher.delivery.halt.RouteStatus;
import io.eventbatcher.delivery.loop.DeliveryObserver;
import io.eventbatcher.ledger.Account;
import io.eventbatcher.route.Route;
import io.eventbatcher.time.Clocks;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KafkaStreams;

/** All meters of an instance. Gauges ask the halves when somebody scrapes; the observers count in between. */
final class ServiceMeters implements AutoCloseable {
    private static final List<StateName> SOURCE_STATES = List.of(StateName.HALTED, StateName.HELD, StateName.WAITING);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final Settings settings;
    private final ClientMeters clients = new ClientMeters(registry);
    private final BatchingMeters batching;
    private final DeliveryMeters delivery;
    private volatile Supplier<Optional<String>> monthTrouble = Optional::empty;

    ServiceMeters(Settings settings) {
        this.settings = settings;
        registry.config().meterFilter(new KafkaTags(settings)).meterFilter(new KafkaDetails());
        batching = new BatchingMeters(settings, meters);
        delivery = new DeliveryMeters(settings, meters, clients);
        closeables.add(clients);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        closeables.add(collections);
        StoreSizes sizes = new StoreSizes(settings);
        settings.enabledRoutes()
                .forEach(route -> meters.gauge(ServiceMetric.DEDUPE_STORE, () -> sizes.bytes(route), route.label()));
    }

    /** To be told by batching. */
    BatchingObserver batching() {
        return batching;
    }

    /** To be told by delivery. */
    DeliveryObserver delivery() {
        return delivery;
    }

    /** Kafka Streams' own metrics and those of its clients. */
    void read(KafkaStreams streams) {
        clients.opened(streams);
    }

    /** The metrics of a further Kafka client. */
    void read(String role, AutoCloseable client) {
        clients.opened(role, client);
    }

    /** The threads and the stores of batching. */
    void readBatching(LongSupplier threadDeaths, LongSupplier restoreLeft, LongSupplier restored) {
        meters.counter(ServiceMetric.THREAD_DEATHS, threadDeaths::getAsLong);
        meters.gauge(ServiceMetric.RESTORE_LEFT, restoreLeft::getAsLong);
        meters.counter(ServiceMetric.RESTORED, restored::getAsLong);
    }

    /** The spans of requests to HubSpot. */
    void readSpans(LongSupplier exported, LongSupplier lost) {
        meters.counter(ServiceMetric.SPANS, exported::getAsLong, "exported");
        meters.counter(ServiceMetric.SPANS, lost::getAsLong, "lost");
    }

    /**
     * Reads a running service.
     *
     * @param states the states of lanes and source topics, as operators see them
     */
    void read(
            Supplier<DeliverySnapshot> snapshot,
            Supplier<List<LaneState>> states,
            BooleanSupplier healthy,
            Clocks clocks) {
        meters.gauge(ServiceMetric.HEALTHY, () -> healthy.getAsBoolean() ? 1 : 0);
        settings.enabledRoutes().forEach(route -> read(route, snapshot, states, clocks));
        for (StateName state : SOURCE_STATES) {
            meters.gauge(ServiceMetric.SOURCE_STATE, () -> sources(states.get(), state), state.label());
        }
        MonthCount month = MonthCount.start(
                settings.stateDir().resolve(settings.applicationId() + ".month"),
                () -> snapshot.get().route(Route.BEHAVIORAL).delivered(),
                clocks,
                settings.hubspot().answers().accountTimeZone());
        closeables.add(month);
        monthTrouble = month::trouble;
        new QuotaMeters(meters, snapshot).register(settings.hubspot(), month, clocks);
    }

    private void read(
            Route route, Supplier<DeliverySnapshot> snapshot, Supplier<List<LaneState>> states, Clocks clocks) {
        String label = route.label();
        meters.gauge(ServiceMetric.IN_FLIGHT, () -> snapshot.get().route(route).inFlight(), label);
        meters.counter(
                ServiceMetric.DELIVERED, () -> snapshot.get().route(route).delivered(), label);
        meters.gauge(ServiceMetric.UNCONFIRMED, () -> sum(states.get(), route, LaneState::heldBack), label);
        meters.gauge(ServiceMetric.WAITING, () -> sum(states.get(), route, LaneState::waiting), label, "delivery");
        meters.gauge(ServiceMetric.OLDEST_AGE, () -> age(states.get(), route, clocks.instant()), label, "delivery");
        for (Account.Stage stage : List.of(Account.Stage.INGEST, Account.Stage.BATCHING)) {
            meters.gauge(
                    ServiceMetric.OLDEST_AGE,
                    () -> Meters.seconds(batching.age(route, stage, clocks.instant())),
                    label,
                    stage.label());
        }
        for (RouteStatus.State state : RouteStatus.State.values()) {
            meters.gauge(
                    ServiceMetric.ROUTE_STATE,
                    () -> isIn(state, snapshot.get().route(route).status(), states.get(), route) ? 1 : 0,
                    label,
                    state.label());
        }
    }

    private static double sum(List<LaneState> states, Route route, ToDoubleFunction<LaneState> count) {
        return states.stream()
                .filter(lane -> lane.route().equals(route.label()))
                .mapToDouble(count)
                .sum();
    }

    private static double age(List<LaneState> states, Route route, Instant now) {
        return states.stream()
                .filter(lane -> lane.route().equals(route.label()))
                .map(LaneState::oldest)
                .filter(Objects::nonNull)
                .mapToDouble(oldest -> Meters.seconds(Duration.between(oldest, now)))
                .filter(age -> age > 0)
                .max()
                .orElse(0);
    }

    private static boolean isIn(RouteStatus.State state, RouteStatus status, List<LaneState> states, Route route) {
        List<String> all = new ArrayList<>();
        status.causes().forEach(cause -> all.add(cause.state().label()));
        states.stream()
                .filter(lane -> lane.route().equals(route.label()))
                .flatMap(lane -> lane.causes().stream())
                .map(LaneCause::state)
                .forEach(all::add);
        return state == RouteStatus.State.OPEN ? all.isEmpty() : all.contains(state.label());
    }

    private static double sources(List<LaneState> states, StateName state) {
        return states.stream()
                .filter(source -> source.aboutSource() && source.state().equals(state.label()))
                .count();
    }

    /** The trouble of the meters' own thread, as a clause. */
    Optional<String> trouble() {
        return monthTrouble.get();
    }

    /** The text of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        for (AutoCloseable closeable : closeables) {
            try {
                closeable.close();
            } catch (Exception unimportant) {
                // the process ends, and with it every metric
            }
        }
        registry.close();
    }
}
