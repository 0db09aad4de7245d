package io.eventbatcher.delivery.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetter;
import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.delivery.Bench;
import io.eventbatcher.delivery.FakeHubSpot;
import io.eventbatcher.delivery.lane.Lane;
import io.eventbatcher.hubspot.Facts;
import io.eventbatcher.hubspot.Outcome;
import io.eventbatcher.ledger.Tally;
import io.eventbatcher.record.Item;
import io.eventbatcher.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpiryTest {
    private static final Duration A_WHILE = Bench.EXPIRE_AFTER.plusMinutes(10);
    private static final Outcome DOWN =
            new Outcome.Retry(FakeHubSpot.DOWN, Duration.ZERO, Outcome.Retry.Cause.UNREACHABLE);

    private final Bench bench = new Bench();
    private final List<String> taken = new ArrayList<>();
    private int others;

    /** Fails on inputs with one of the texts, and takes the rest. */
    private void failOn(String... poison) {
        bench.hubSpot.answer(inputs ->
                inputs.stream().anyMatch(json -> List.of(poison).stream().anyMatch(json::contains))
                        ? DOWN
                        : new Outcome.Delivered(FakeHubSpot.OK));
        bench.hubSpot.onDelivered(taken::addAll);
    }

    private static Item[] events(int size, int poison) {
        return IntStream.range(0, size)
                .mapToObj(i -> Bench.event(i == poison ? "poison" : "good-" + i))
                .toArray(Item[]::new);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldGiveUpOnlyTheEventOnWhichHubSpotFails(Route route) {
        // Given a single lane, so that no other lane shows the endpoint up
        int size = route.maxInputs();
        Lane lane = bench.lane(route, route.ordered() ? 1 : 8);
        bench.put(lane, events(size, size / 3));
        failOn("poison");

        // When
        bench.pass(Duration.ofMinutes(3));

        // Then
        assertThat(taken).hasSize(size - 1).doesNotHaveDuplicates();
        assertThat(bench.deadLetters()).isEmpty();
        sendOthers(lane, A_WHILE);
        assertThat(lane.drained()).isTrue();
        assertThat(bench.total().dead()).isEqualTo(1);
        assertThat(bench.total().out()).isEqualTo(taken.size());
        assertThat(taken).hasSizeGreaterThan(size).doesNotHaveDuplicates();
    }

    @Test
    void shouldExplainTheExpiryInTheDeadLetter() {
        // Given
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        bench.put(lane, events(4, 1));
        failOn("poison");
        bench.pass(Duration.ofMinutes(1));

        // When others are taken all the time
        sendOthers(bench.lane(Route.BEHAVIORAL, 8), A_WHILE);

        // Then
        DeadLetter letter = bench.deadLetters().get(0);
        assertThat(letter.source().value()).isEqualTo("value of poison".getBytes(UTF_8));
        assertThat(DeadLetterHeader.REASON.in(letter.headers())).hasValue("expired");
        assertThat(DeadLetterHeader.HTTP_STATUS.in(letter.headers())).hasValue("503");
        assertThat(DeadLetterHeader.ROUTE.in(letter.headers())).hasValue("behavioral");
        assertThat(DeadLetterHeader.ATTEMPTS.in(letter.headers()).map(Integer::parseInt))
                .hasValueSatisfying(attempts -> assertThat(attempts).isGreaterThan(20));
        assertThat(DeadLetterHeader.ERRORS_MESSAGE.in(letter.headers()))
                .hasValueSatisfying(
                        message -> assertThat(message).contains("HubSpot fails on this event", "in 10 minutes", "503"));
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void shouldGiveUpNothingAndDivideLittleWhileTheEndpointIsDown(Route route) {
        // Given
        Lane lane = bench.lane(route, route.ordered() ? 1 : 8);
        for (int i = 0; i < 8; i++) {
            bench.put(lane, events(route.maxInputs(), -1));
        }
        failOn("n");

        // When
        bench.pass(Duration.ofMinutes(40));

        // Then
        assertThat(bench.settled).isEmpty();
        int whileDown = bench.hubSpot.requests.size();
        failOn("nothing");
        bench.pass(A_WHILE);
        long all = 8L * route.maxInputs();
        assertThat(bench.total()).isEqualTo(new Tally(all, all, 0, 0));
        assertThat(bench.hubSpot.requests).hasSizeLessThan(whileDown + 8 * 11);
    }

    @Test
    void shouldNotCountAnOutageAgainstAnEvent() {
        // Given an event that was found to make HubSpot fail
        Lane lane = bench.lane(Route.BEHAVIORAL, 8);
        bench.put(lane, Bench.event("poison"));
        failOn("poison");
        sendOthers(lane, Duration.ofMinutes(5));
        List<String> before = List.copyOf(taken);

        // When all fails for hours
        failOn("n");
        sendOthers(lane, Duration.ofHours(2));

        // Then
        assertThat(before).isNotEmpty();
        assertThat(bench.deadLetters()).isEmpty();
        failOn("nothing");
        sendOthers(lane, Duration.ofMinutes(2));
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(taken).contains("{\"n\":\"poison\"}");
    }

    private void sendOthers(Lane lane, Duration passing) {
        for (long i = 0; i < passing.toSeconds() / 10; i++) {
            if (!lane.full()) {
                bench.put(lane, Bench.event("other-" + others++));
            }
            bench.pass(Duration.ofSeconds(10));
        }
        bench.pass(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNREACHABLE")
    void shouldNeverGiveUpAnEventThatHubSpotPutsOff(Outcome.Retry.Cause cause) {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1);
        Lane other = bench.lane(Route.MARKETING_UPDATE, 1);
        bench.put(lane, Bench.event("locked"));
        bench.hubSpot.answer(inputs -> inputs.get(0).contains("locked")
                ? new Outcome.Retry(new Facts(409, null, null, null, Duration.ZERO), Duration.ZERO, cause)
                : new Outcome.Delivered(FakeHubSpot.OK));

        // When
        sendOthers(other, Duration.ofHours(2));

        // Then
        assertThat(bench.deadLetters()).isEmpty();
        bench.hubSpot.answer(inputs -> new Outcome.Delivered(FakeHubSpot.OK));
        bench.pass(Duration.ofMinutes(1));
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldLetOtherMarketingEventsPassButNotTheSame() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 3);
        bench.put(lane, change("A", 1), change("poison", 1), change("B", 1));
        bench.put(lane, change("poison", 2), change("A", 2), change("C", 1));
        bench.put(lane, change("C", 2), change("poison", 3));
        for (int i = 0; i < 20; i++) {
            bench.put(lane, change("D", i));
        }
        failOn("poison\",\"n\":1");

        // When
        bench.pass(Duration.ofMinutes(3));

        // Then
        assertThat(taken).doesNotContain(json("poison", 2), json("poison", 3));
        bench.pass(A_WHILE);
        assertThat(bench.deadLetters()).hasSize(1);
        assertThat(bench.total().dead()).isEqualTo(1);
        assertThat(taken).doesNotHaveDuplicates();
        for (String identity : List.of("A", "C", "D", "poison")) {
            assertThat(taken.stream().filter(json -> json.contains("\"" + identity + "\"")))
                    .as("those of %s that were taken", identity)
                    .isSortedAccordingTo((one, two) -> number(one) - number(two));
        }
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldTakeAMergedInputApartAndKeepItsOrder() {
        // Given
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 4);
        bench.put(
                lane,
                change("A", 1),
                Bench.event("p", "A", "{\"id\":\"A\",\"poison\":1}"),
                change("A", 3),
                change("B", 1));
        for (int i = 0; i < 20; i++) {
            bench.put(lane, change("C" + i, i));
        }
        failOn("poison");

        // When its deadline ends, and then that of its culprit
        sendOthers(bench.lane(Route.MARKETING_UPDATE, 1), A_WHILE.multipliedBy(2));

        // Then
        assertThat(bench.total().dead()).isEqualTo(1);
        assertThat(lane.drained()).isTrue();
        assertThat(taken).containsSubsequence(json("A", 1), json("A", 3));
        assertThat(bench.deadLetters().get(0).source().value()).isEqualTo("value of p".getBytes(UTF_8));
    }

    @Test
    void shouldGiveUpEventsThatBlockTheWholeLane() {
        // Given a single lane, in which every batch has a change behind a poisoned identity
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 4);
        for (String identity : List.of("A", "Z")) {
            bench.put(
                    lane, poison(identity, 1), poison(identity, 2), poison(identity, 3), change("good" + identity, 1));
        }
        failOn("poison");

        // When
        for (int i = 1; i < 2_000 && bench.deadLetters().size() < 6; i++) {
            if (!lane.full()) {
                bench.put(lane, change("A", i), change("Z", i), change("B" + i, i));
            }
            bench.pass(Duration.ofSeconds(10));
        }

        // Then
        assertThat(bench.deadLetters()).hasSize(6);
    }

    private static Item poison(String identity, int number) {
        return Bench.event(identity + number, identity, "{\"id\":\"" + identity + "\",\"poison\":" + number + '}');
    }

    @Test
    void shouldLeaveAMergedInputWholeUntilItsDeadline() {
        // Given a merged input whose answers are lost
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 4);
        bench.put(lane, change("A", 1), change("A", 2), change("A", 3));
        failOn("\"A\"");
        sendOthers(bench.lane(Route.MARKETING_UPDATE, 1), Bench.EXPIRE_AFTER.dividedBy(2));

        // When
        failOn("nothing");
        bench.pass(Duration.ofMinutes(2));

        // Then
        assertThat(bench.hubSpot.requests.stream().flatMap(List::stream))
                .contains(json("A", 3))
                .doesNotContain(json("A", 1), json("A", 2));
        assertThat(lane.drained()).isTrue();
    }

    @Test
    void shouldKeepOrderWhenAFailedEventIsTakenAtLast() {
        // Given changes of a marketing event, of which the first fails for a while
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 2);
        String first = "{\"id\":\"A\",\"poison\":1}";
        bench.put(lane, Bench.event("first", "A", first), change("B", 1));
        bench.put(lane, change("A", 2), change("C", 1));
        bench.put(lane, change("A", 3), change("D", 1));
        failOn("poison");
        bench.pass(Duration.ofMinutes(2));
        List<String> before = List.copyOf(taken);

        // When
        failOn("nothing");
        bench.pass(Duration.ofMinutes(2));

        // Then
        assertThat(before).containsExactly(json("B", 1));
        assertThat(taken).containsExactly(json("B", 1), first, json("A", 2), json("C", 1), json("A", 3), json("D", 1));
    }

    @Test
    void shouldKeepOrderBehindTheOtherHalfOfAFailedEvent() {
        // Given two inputs refused together, of which the first fails alone
        Lane lane = bench.lane(Route.MARKETING_UPDATE, 1, 2);
        bench.put(lane, change("A", 1), change("B", 1));
        bench.put(lane, change("B", 2), change("C", 1));
        bench.hubSpot.answer(inputs -> {
            boolean first = inputs.contains(json("A", 1));
            return first && inputs.size() > 1
                    ? new Outcome.Split(FakeHubSpot.BAD)
                    : first ? DOWN : new Outcome.Delivered(FakeHubSpot.OK);
        });
        bench.hubSpot.onDelivered(taken::addAll);
        bench.pass(Duration.ofMinutes(2));
        List<String> before = List.copyOf(taken);

        // When
        failOn("nothing");
        bench.pass(Duration.ofMinutes(2));

        // Then
        assertThat(before).containsExactly(json("C", 1));
        assertThat(taken).containsExactly(json("C", 1), json("A", 1), json("B", 1), json("B", 2));
        assertThat(lane.drained()).isTrue();
    }

    private static Item change(String identity, int number) {
        return Bench.event(identity + "#" + number, identity, json(identity, number));
    }

    private static String json(String identity, int number) {
        return "{\"id\":\"%s\",\"n\":%d}".formatted(identity, number);
    }

    private static int number(String json) {
        return Integer.parseInt(json.replaceAll(".*\"n\":(\\d+).*", "$1"));
    }
}
