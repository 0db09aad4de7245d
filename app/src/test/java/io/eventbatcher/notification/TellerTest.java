package io.eventbatcher.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.config.ReportSettings;
import io.eventbatcher.config.Secret;
import io.eventbatcher.config.Settings;
import io.eventbatcher.control.LaneCause;
import io.eventbatcher.control.LaneState;
import io.eventbatcher.control.Notice;
import io.eventbatcher.fixtures.Letters;
import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.fixtures.ManualClock;
import io.eventbatcher.fixtures.WebhookReceiver;
import io.eventbatcher.replay.letter.StoredLetter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that share a board, in virtual time, and a webhook on a socket. */
class TellerTest {
    private static final String DENIED = "HubSpot does not accept our credentials.";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private final SharedBoard board = new SharedBoard();
    private WebhookReceiver receiver;
    private Teller one;
    private Teller two;

    /** What the lanes topic holds. */
    private final class SharedBoard implements Board {
        private final Map<String, LaneState> states = new TreeMap<>();
        private final Map<String, Notice> notices = new TreeMap<>();

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

    @BeforeEach
    void start() throws IOException {
        receiver = new WebhookReceiver();
        one = teller("one");
        two = teller("two");
    }

    @AfterEach
    void stop() {
        receiver.close();
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

    private void turns(Duration span) throws InterruptedException {
        for (Duration passed = Duration.ZERO; passed.compareTo(span) < 0; passed = passed.plusSeconds(1)) {
            one.turn();
            two.turn();
            clock.advance(Duration.ofSeconds(1));
        }
    }

    private LaneCause cause(String state, String reason) {
        return new LaneCause(state, reason, clock.instant(), null);
    }

    /** All lanes of both instances. */
    private void all(String route, LaneCause... causes) {
        board.put("one", route, 1, causes);
        board.put("two", route, 0, causes);
    }

    @Test
    void shouldTellAHaltOfTwoRoutesAndTwoInstancesOnceAndItsEndOnce() throws Exception {
        // Given
        all("behavioral", cause("halted", DENIED));
        all("marketing-upsert", cause("halted", DENIED));
        turns(Duration.ofMinutes(10));
        all("behavioral");
        all("marketing-upsert");

        // When
        turns(Duration.ofMinutes(10));

        // Then
        assertThat(receiver.titles())
                .containsExactly(
                        "begun: route behavioral, route marketing-upsert: halted",
                        "over: route behavioral, route marketing-upsert: no longer halted");
        assertThat(receiver.taken().get(0).path("text").asText()).isEqualTo(DENIED);
        assertThat(receiver.taken())
                .allMatch(body -> body.path("instance").asText().equals("two"));
        assertThat(board.notices).isEmpty();
    }

    @Test
    void shouldTellWithinSecondsWhatOnlyOneInstanceMeets() throws Exception {
        // Given
        all("behavioral");
        board.put("one", "behavioral", 1, cause("parked", "The daily limit is reached."));

        // When
        turns(Duration.ofSeconds(4));

        // Then
        assertThat(receiver.titles()).containsExactly("begun: route behavioral: parked");
    }

    @Test
    void shouldTellNothingAgainAfterARestartThatShowsLanesOpenForAMoment() throws Exception {
        // Given
        all("behavioral", cause("halted", DENIED));
        turns(Duration.ofSeconds(10));
        all("behavioral");
        two = teller("two");
        turns(Duration.ofSeconds(10));
        all("behavioral", cause("halted", DENIED));

        // When
        turns(Duration.ofMinutes(1));

        // Then
        assertThat(receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldNotTellThatAnOutageIsOverBeforeARestartedInstanceHasSettledAnything() throws Exception {
        // Given a restart in an outage: nothing has failed yet, and the first requests wait for an answer
        all("behavioral", cause("down", "HubSpot does not answer."));
        turns(Duration.ofMinutes(6));
        two = teller("two");
        Instant oldest = clock.instant();
        all("behavioral");
        turns(Duration.ofSeconds(10));
        board.waits(oldest);
        turns(Duration.ofMinutes(2));
        List<String> early = receiver.titles();
        board.waits(oldest.plusSeconds(60));

        // When
        turns(Duration.ofSeconds(2));

        // Then
        assertThat(early).containsExactly("begun: route behavioral: down");
        assertThat(receiver.titles())
                .containsExactly("begun: route behavioral: down", "over: route behavioral: no longer down");
    }

    @Test
    void shouldSetOneMessageAsideThatTheWebhookRefusesAndTellTheOthers() throws Exception {
        // Given
        receiver.refuses("credentials");
        all("behavioral", cause("halted", DENIED));
        turns(Duration.ofMinutes(10));
        all("marketing-update", cause("parked", "The daily limit is reached."));
        try (LogCapture log = new LogCapture(Teller.class)) {
            // When
            turns(Duration.ofMinutes(10));

            // Then
            assertThat(receiver.titles()).containsExactly("begun: route marketing-update: parked");
            assertThat(log.events())
                    .filteredOn(event -> event.getMessage().contains("set aside"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldKeepLettersUntoldWhileTheWebhookIsAwayAndLeaveThemToAnotherInstance() throws Exception {
        // Given
        all("behavioral");
        receiver.answersWith(500);
        letters(one, 0, 3, "no such event definition: 'a1'");
        turns(Duration.ofMinutes(1));
        boolean toldBefore = one.hasToldLetters();
        receiver.answersWith(200);
        letters(two, 0, 3, "no such event definition: 'a1'");

        // When
        turns(Duration.ofMinutes(10));

        // Then
        assertThat(toldBefore).isFalse();
        assertThat(one.hasToldLetters()).isTrue();
        assertThat(two.hasToldLetters()).isTrue();
        assertThat(receiver.titles()).containsExactly("dead-letters: Dead letters of a new kind");
    }

    @Test
    void shouldTellThatAnEndpointIsDownOnlyWhenItLasts() throws Exception {
        // Given
        all("behavioral", cause("down", "HubSpot does not answer."));
        turns(Duration.ofMinutes(4));
        int early = receiver.taken().size();

        // When
        turns(Duration.ofMinutes(2));

        // Then
        assertThat(early).isZero();
        assertThat(receiver.titles()).containsExactly("begun: route behavioral: down");
    }

    @Test
    void shouldTellOfARestorationThatLastsAndOfItsEnd() throws Exception {
        // Given
        all("behavioral");
        board.put("one", "service/batching/behavioral", 0, cause("restoring", "8,000,000 records are left."));
        turns(Duration.ofMinutes(6));
        board.states.remove("oneservice/batching/behavioral0");

        // When
        turns(Duration.ofMinutes(1));

        // Then
        assertThat(receiver.titles())
                .containsExactly(
                        "begun: stores of behavioral: restoring", "over: stores of behavioral: no longer restoring");
    }

    @Test
    void shouldTellNothingOfPausesAndRetries() throws Exception {
        // Given
        all("behavioral", cause("paused", "An operator pauses."), cause("retrying", "Some wait."));

        // When
        turns(Duration.ofMinutes(10));

        // Then
        assertThat(receiver.taken()).isEmpty();
    }

    @Test
    void shouldSayNothingIsOverWhileKafkaIsAway() throws Exception {
        // Given
        all("behavioral", cause("halted", DENIED));
        turns(Duration.ofSeconds(10));
        board.states.clear();

        // When
        turns(Duration.ofMinutes(5));

        // Then
        assertThat(receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldTellWhatStillHoldsWhenTheWebhookIsBack() throws Exception {
        // Given
        receiver.answersWith(500);
        all("behavioral", cause("halted", DENIED));
        all("marketing-update", cause("parked", "The daily limit is reached."));
        turns(Duration.ofMinutes(30));
        all("marketing-update");
        turns(Duration.ofMinutes(1));
        receiver.answersWith(200);

        // When
        turns(Teller.LONGEST_PAUSE.plusSeconds(5));

        // Then
        assertThat(receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldAskAWebhookThatHangsNowAndThenOnly() throws Exception {
        // Given
        receiver.answersWith(WebhookReceiver.HANGS);
        all("behavioral", cause("halted", DENIED));
        long start = System.nanoTime();

        // When
        turns(Duration.ofMinutes(20));

        // Then: nine posts or ten of 300 ms, and not 1,200
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
        assertThat(board.notices).isEmpty();
    }

    @Test
    void shouldTellOfAKindOfDeadLettersOnceADay() throws Exception {
        // Given
        all("behavioral");
        letters(one, 0, 3, "no such event definition: 'a1'");
        turns(Duration.ofSeconds(10));
        letters(two, 3, 3, "no such event definition: 'b2'");
        turns(Duration.ofHours(23));
        int first = receiver.taken().size();
        clock.advance(Duration.ofHours(1));
        letters(two, 6, 1, "no such event definition: 'c3'");

        // When
        turns(Duration.ofSeconds(10));

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(receiver.titles()).hasSize(2).containsOnly("dead-letters: Dead letters of a new kind");
        assertThat(receiver.taken().get(0).path("text").asText())
                .contains("rejected, route behavioral, pe1_order, 3 so far: no such event definition: '…'")
                .contains("event-batcher dead-letters summary")
                .doesNotContain("a1");
    }

    @Test
    void shouldGatherTheKindsOfAFloodInMessagesOfBoundedSize() throws Exception {
        // Given
        all("behavioral");
        for (int kind = 0; kind < 1_000; kind++) {
            letters(one, kind, 1, ofKind(kind));
        }

        // When
        turns(Duration.ofSeconds(10));

        // Then
        assertThat(receiver.titles()).containsExactly("dead-letters: Dead letters of 100 new kinds");
        assertThat(receiver.taken().get(0).path("text").asText())
                .hasSizeLessThan(2_010)
                .contains("rejected");
    }

    @Test
    void shouldNoteNoMoreThanAThousandKindsAndForgetThemAfterADay() throws Exception {
        // Given
        all("behavioral");
        for (int kind = 0; kind < 1_200; kind++) {
            letters(one, kind, 1, ofKind(kind));
            if (kind % 100 == 99) {
                turns(Duration.ofSeconds(10));
            }
        }
        int most = board.notices.size();
        clock.advance(Duration.ofHours(25));

        // When
        turns(Duration.ofSeconds(10));

        // Then
        assertThat(most).isEqualTo(NewLetters.MOST_NOTES);
        assertThat(board.notices).isEmpty();
    }

    private static String ofKind(int kind) {
        return "kind " + "x".repeat(kind % 230) + "y".repeat(kind / 230);
    }

    private static void letters(Teller teller, int from, int count, String message) {
        for (int offset = from; offset < from + count; offset++) {
            teller.saw(new StoredLetter(Letters.stored(offset, Letters.rejected(offset, 0, message))));
        }
    }
}
