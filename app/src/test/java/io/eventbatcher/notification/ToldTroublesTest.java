package io.eventbatcher.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.fixtures.LogCapture;
import io.eventbatcher.fixtures.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Troubles of lanes, as a webhook is told of their begin and end. */
class ToldTroublesTest {
    private static final String DENIED = "HubSpot does not accept our credentials.";

    @AutoClose
    private final TellerWorld world = new TellerWorld();

    @Test
    void shouldTellAHaltOfTwoRoutesAndTwoInstancesOnceAndItsEndOnce() throws Exception {
        // Given
        world.all("behavioral", world.cause("halted", DENIED));
        world.all("marketing-upsert", world.cause("halted", DENIED));
        world.turns(Duration.ofMinutes(10));
        world.all("behavioral");
        world.all("marketing-upsert");

        // When
        world.turns(Duration.ofMinutes(10));

        // Then
        assertThat(world.receiver.titles())
                .containsExactly(
                        "begun: route behavioral, route marketing-upsert: halted",
                        "over: route behavioral, route marketing-upsert: no longer halted");
        assertThat(world.receiver.taken().get(0).path("text").asText()).isEqualTo(DENIED);
        assertThat(world.receiver.taken())
                .allMatch(body -> body.path("instance").asText().equals("two"));
        assertThat(world.board.notices).isEmpty();
    }

    @Test
    void shouldTellWithinSecondsWhatOnlyOneInstanceMeets() throws Exception {
        // Given
        world.all("behavioral");
        world.board.put("one", "behavioral", 1, world.cause("parked", "The daily limit is reached."));

        // When
        world.turns(Duration.ofSeconds(4));

        // Then
        assertThat(world.receiver.titles()).containsExactly("begun: route behavioral: parked");
    }

    @Test
    void shouldTellNothingAgainAfterARestartThatShowsLanesOpenForAMoment() throws Exception {
        // Given
        world.all("behavioral", world.cause("halted", DENIED));
        world.turns(Duration.ofSeconds(10));
        world.all("behavioral");
        world.restartTwo();
        world.turns(Duration.ofSeconds(10));
        world.all("behavioral", world.cause("halted", DENIED));

        // When
        world.turns(Duration.ofMinutes(1));

        // Then
        assertThat(world.receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldNotTellThatAnOutageIsOverBeforeARestartedInstanceHasSettledAnything() throws Exception {
        // Given a restart in an outage: nothing has failed yet, and the first requests wait for an answer
        world.all("behavioral", world.cause("down", "HubSpot does not answer."));
        world.turns(Duration.ofMinutes(6));
        world.restartTwo();
        Instant oldest = world.clock.instant();
        world.all("behavioral");
        world.turns(Duration.ofSeconds(10));
        world.board.waits(oldest);
        world.turns(Duration.ofMinutes(2));
        List<String> early = world.receiver.titles();
        world.board.waits(oldest.plusSeconds(60));

        // When
        world.turns(Duration.ofSeconds(2));

        // Then
        assertThat(early).containsExactly("begun: route behavioral: down");
        assertThat(world.receiver.titles())
                .containsExactly("begun: route behavioral: down", "over: route behavioral: no longer down");
    }

    @Test
    void shouldSetOneMessageAsideThatTheWebhookRefusesAndTellTheOthers() throws Exception {
        // Given
        world.receiver.refuses("credentials");
        world.all("behavioral", world.cause("halted", DENIED));
        world.turns(Duration.ofMinutes(10));
        world.all("marketing-update", world.cause("parked", "The daily limit is reached."));
        try (LogCapture log = new LogCapture(Teller.class)) {
            // When
            world.turns(Duration.ofMinutes(10));

            // Then
            assertThat(world.receiver.titles()).containsExactly("begun: route marketing-update: parked");
            assertThat(log.events())
                    .filteredOn(event -> event.getMessage().contains("set aside"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldTellThatAnEndpointIsDownOnlyWhenItLasts() throws Exception {
        // Given
        world.all("behavioral", world.cause("down", "HubSpot does not answer."));
        world.turns(Duration.ofMinutes(4));
        int early = world.receiver.taken().size();

        // When
        world.turns(Duration.ofMinutes(2));

        // Then
        assertThat(early).isZero();
        assertThat(world.receiver.titles()).containsExactly("begun: route behavioral: down");
    }

    @Test
    void shouldTellOfARestorationThatLastsAndOfItsEnd() throws Exception {
        // Given
        world.all("behavioral");
        world.board.put(
                "one", "service/batching/behavioral", 0, world.cause("restoring", "8,000,000 records are left."));
        world.turns(Duration.ofMinutes(6));
        world.board.states.remove("oneservice/batching/behavioral0");

        // When
        world.turns(Duration.ofMinutes(1));

        // Then
        assertThat(world.receiver.titles())
                .containsExactly(
                        "begun: stores of behavioral: restoring", "over: stores of behavioral: no longer restoring");
    }

    @Test
    void shouldTellNothingOfPausesAndRetries() throws Exception {
        // Given
        world.all("behavioral", world.cause("paused", "An operator pauses."), world.cause("retrying", "Some wait."));

        // When
        world.turns(Duration.ofMinutes(10));

        // Then
        assertThat(world.receiver.taken()).isEmpty();
    }

    @Test
    void shouldSayNothingIsOverWhileKafkaIsAway() throws Exception {
        // Given
        world.all("behavioral", world.cause("halted", DENIED));
        world.turns(Duration.ofSeconds(10));
        world.board.states.clear();

        // When
        world.turns(Duration.ofMinutes(5));

        // Then
        assertThat(world.receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldTellWhatStillHoldsWhenTheWebhookIsBack() throws Exception {
        // Given
        world.receiver.answersWith(500);
        world.all("behavioral", world.cause("halted", DENIED));
        world.all("marketing-update", world.cause("parked", "The daily limit is reached."));
        world.turns(Duration.ofMinutes(30));
        world.all("marketing-update");
        world.turns(Duration.ofMinutes(1));
        world.receiver.answersWith(200);

        // When
        world.turns(Teller.LONGEST_PAUSE.plusSeconds(5));

        // Then
        assertThat(world.receiver.titles()).containsExactly("begun: route behavioral: halted");
    }

    @Test
    void shouldAskAWebhookThatHangsNowAndThenOnly() throws Exception {
        // Given
        world.receiver.answersWith(WebhookReceiver.HANGS);
        world.all("behavioral", world.cause("halted", DENIED));

        // When
        world.turns(Duration.ofMinutes(20));

        // Then: not 1,200
        assertThat(world.receiver.posts()).isBetween(1, 10);
        assertThat(world.board.notices).isEmpty();
    }
}
