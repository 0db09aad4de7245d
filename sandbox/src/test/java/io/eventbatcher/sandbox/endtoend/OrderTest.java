package io.eventbatcher.sandbox.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventbatcher.deadletter.DeadLetterHeader;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.faults.Effect;
import io.eventbatcher.sandbox.simulator.faults.Fault;
import io.eventbatcher.sandbox.simulator.journal.AcceptedInput;
import io.eventbatcher.sandbox.stack.EmbeddedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class OrderTest {
    private static final int IDENTITIES = 12;
    private static final int EVENTS_EACH = 60;

    private static final List<Route> MARKETING = List.of(Route.MARKETING_UPSERT, Route.MARKETING_UPDATE);

    private final List<String> published = new ArrayList<>();
    private final List<String> refusedUpserts = new ArrayList<>();
    private final List<String> refusedUpdates = new ArrayList<>();
    /** The only one of its identity, so that no other mends it. */
    private final MarketingEventUpsert culprit = SimulatorEvents.upsert("culprit", 1);

    @Test
    void shouldKeepTheOrderOfEachIdentityWhateverFails(EmbeddedStack stack) {
        // Given many events of few identities, some of which HubSpot refuses, and faults of every kind that changes
        // nothing there
        try (Pipeline pipeline = pipeline(stack, "order")) {
            publish(pipeline);
            for (int round = 0; round < 6; round++) {
                fault(pipeline, new Effect.Answer(503));
                fault(pipeline, new Effect.Reset(false));
                fault(pipeline, new Effect.None());
                fault(pipeline, new Effect.Answer(429).with("Retry-After", "0"));
                fault(pipeline, new Effect.None());
                fault(pipeline, new Effect.None());
            }

            // When
            pipeline.start().awaitRest();

            // Then
            for (Route route : MARKETING) {
                assertThat(sequences(pipeline, route))
                        .hasSize(IDENTITIES)
                        .allSatisfy((identity, sequences) -> assertThat(sequences)
                                .isSorted()
                                .doesNotHaveDuplicates()
                                .endsWith(EVENTS_EACH));
                assertThat(pipeline.counters(route).mostRequestsAtOncePerIdentity())
                        .isEqualTo(1);
            }
            assertOnlyCulpritsDied(pipeline);
        }
    }

    @Test
    void shouldRepeatOnlyTheLastRequestAfterALostAnswer(EmbeddedStack stack) {
        // Given resets after HubSpot has done what was asked, which nobody can know
        try (Pipeline pipeline = pipeline(stack, "order-lost-answers")) {
            publish(pipeline);
            for (int round = 0; round < 6; round++) {
                fault(pipeline, new Effect.Reset(true));
                fault(pipeline, new Effect.None());
                fault(pipeline, new Effect.Answer(504).afterApplying());
                fault(pipeline, new Effect.None());
                fault(pipeline, new Effect.None());
            }

            // When
            pipeline.start().awaitRest();

            // Then what came twice came twice in a row
            for (Route route : MARKETING) {
                assertThat(sequences(pipeline, route))
                        .hasSize(IDENTITIES)
                        .allSatisfy((identity, sequences) ->
                                assertThat(sequences).isSorted().endsWith(EVENTS_EACH));
                assertThat(pipeline.counters(route).mostRequestsAtOncePerIdentity())
                        .isEqualTo(1);
            }
            assertOnlyCulpritsDied(pipeline);
        }
    }

    private static Pipeline pipeline(EmbeddedStack stack, String application) {
        return Pipeline.create(
                stack,
                application,
                Pipeline.generous().withLatency(Duration.ofMillis(10)),
                "routes.marketing-upsert.max-inputs",
                "40",
                "routes.marketing-update.max-inputs",
                "40");
    }

    private static void fault(Pipeline pipeline, Effect effect) {
        MARKETING.forEach(
                route -> pipeline.hubSpot().faults().add(Fault.once(effect).on(Pipeline.endpoint(route))));
    }

    /** Each identity stays on one partition, as its producer's order wants it. */
    private void publish(Pipeline pipeline) {
        for (int sequence = 1; sequence <= EVENTS_EACH; sequence++) {
            for (int identity = 1; identity <= IDENTITIES; identity++) {
                boolean refused = (sequence + identity) % 13 == 0 && sequence < EVENTS_EACH;
                MarketingEventUpsert upsert = SimulatorEvents.upsert("event-" + identity, sequence);
                MarketingEventUpdate update = SimulatorEvents.update(Integer.toString(identity), sequence);
                if (refused) {
                    upsert.setEventOrganizer(HubSpotAccount.DEFAULT_UNKNOWN_ORGANIZER);
                    update.setEventOrganizer(HubSpotAccount.DEFAULT_UNKNOWN_ORGANIZER);
                    refusedUpserts.add(upsert.getUuid());
                    refusedUpdates.add(update.getUuid());
                }
                pipeline.sources().publish(Route.MARKETING_UPSERT, identity % 4, upsert);
                pipeline.sources().publish(Route.MARKETING_UPDATE, identity % 4, update);
                published.add(upsert.getUuid());
                published.add(update.getUuid());
            }
        }
        culprit.setEventOrganizer(HubSpotAccount.DEFAULT_UNKNOWN_ORGANIZER);
        pipeline.sources().publish(Route.MARKETING_UPSERT, 0, culprit);
        refusedUpserts.add(culprit.getUuid());
        published.add(culprit.getUuid());
    }

    private static Map<String, List<Integer>> sequences(Pipeline pipeline, Route route) {
        return pipeline.accepted(route).stream()
                .collect(groupingBy(
                        AcceptedInput::identity, mapping(input -> Integer.valueOf(input.tracked()), toList())));
    }

    /**
     * No later update names an organizer, so every refused one spoils the input that it is merged into. Every upsert does: a refused one
     * that is merged with a later one is mended by it. How many are, is up to where batches end.
     */
    private void assertOnlyCulpritsDied(Pipeline pipeline) {
        List<String> dead = pipeline.deadLetters().stream()
                .map(letter -> DeadLetterHeader.UUID.in(letter.headers()).orElse(""))
                .toList();
        assertThat(dead).doesNotHaveDuplicates().containsAll(refusedUpdates);
        assertThat(dead)
                .filteredOn(uuid -> !refusedUpdates.contains(uuid))
                .contains(culprit.getUuid())
                .isSubsetOf(refusedUpserts);
        List<String> ended = new ArrayList<>(dead);
        ended.addAll(pipeline.receipts().uuids());
        assertThat(ended).containsExactlyInAnyOrderElementsOf(published);
    }
}
