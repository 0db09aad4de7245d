package io.eventbatcher.notification;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import io.eventbatcher.control.StateName;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.fixtures.WebhookReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instances that share a board, in virtual time, and a webhook on a socket. */
final class TellerWorld implements AutoCloseable {
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    final SharedBoard board = new SharedBoard();
    final WebhookReceiver receiver;
    final Teller one;
    Teller two;

    /** What the lanes topic holds. */
    final class SharedBoard implements Board {
        final Map<String, LaneState> states = new TreeMap<>();
        final Map<String, Notice> notices = new TreeMap<>();

        void put(String instance, String route, int lane, LaneCause... causes) {
            states.put(
                    instance + route + lane,
                    LaneState.of(instance, route, lane, List.of(causes), 0, 0, clock.instant()));
        }

        void waits(Instant oldest) {
            states.replaceAll((key, state) -> state.withWaiting(7, oldest));
        }

        @Override
        public List<LaneState> states() {
            // instances repeat their states
            return states.values().stream()
                    .map(state -> LaneState.of(
                                    state.instance(),
                                    state.route(),
                                    state.lane(),
                                    state.causes(),
                                    0,
                                    0,
                                    clock.instant())
                            .withWaiting(state.waiting(), state.oldest()))
                    .toList();
        }

        @Override
        public Collection<Notice> notices() {
            return new ArrayList<>(notices.values());
        }

        @Override
        public void publish(Notice notice) {
            notices.put(notice.key(), notice);
        }

        @Override
        public void withdraw(Notice notice) {
            notices.remove(notice.key());
        }
    }

    TellerWorld() {
        try {
            receiver = new WebhookReceiver();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        one = teller("one");
        two = teller("two");
    }

    @Override
    public void close() {
        receiver.close();
    }

    /** The second instance begins anew. */
    void restartTwo() {
        two = teller("two");
    }

    private Teller teller(String instance) {
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap-servers",
                "broker:9092",
                "registry.url",
                "http://registry:8081",
                "instance",
                instance));
        ReportSettings.Webhook to = new ReportSettings.Webhook(
                new Secret(receiver.address().toString()),
                ReportSettings.Form.JSON,
                Duration.ofMinutes(5),
                Duration.ofHours(24));
        return new Teller(settings, to, new Webhook(receiver.address(), Duration.ofMillis(300)), board, clock);
    }

    /** Both instances look once a second. */
    void turns(Duration span) throws InterruptedException {
        for (Duration passed = Duration.ZERO; passed.compareTo(span) < 0; passed = passed.plusSeconds(1)) {
            one.turn();
            two.turn();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    LaneCause cause(String state, String reason) {
        return new LaneCause(StateName.labelled(state), reason, clock.instant(), null);
    }

    /** All lanes of both instances. */
    void all(String route, LaneCause... causes) {
        board.put("one", route, 1, causes);
        board.put("two", route, 0, causes);
    }
}
