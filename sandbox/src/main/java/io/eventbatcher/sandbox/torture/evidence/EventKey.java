package io.eventbatcher.sandbox.torture.evidence;

import io.eventbatcher.route.Route;
import io.eventbatcher.sandbox.load.plan.LoadMix;
import io.eventbatcher.sandbox.load.plan.PlannedRecord;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.TakenInput;
import java.util.List;

/**
 * Identifies an event in the load and at HubSpot.
 *
 * @param identity a behavioral event's uuid; of a marketing event {@code externalAccountId/externalEventId} or the object id
 * @param sequence a marketing event's number within its identity, from 1; otherwise 0
 */
public record EventKey(Route route, String identity, int sequence) {
    public static EventKey of(PlannedRecord planned) {
        return planned.route().ordered()
                ? new EventKey(planned.route(), planned.identity(), planned.sequence())
                : new EventKey(planned.route(), planned.uuid().toString(), 0);
    }

    public static List<EventKey> of(Endpoint endpoint, List<TakenInput> inputs) {
        return inputs.stream().flatMap(input -> of(endpoint, input).stream()).toList();
    }

    /**
     * The events in one input. Merged events name themselves, see {@link LoadMix#namesMembers()}. An event meant to be refused has no such
     * name, and is alone in its identity.
     */
    public static List<EventKey> of(Endpoint endpoint, TakenInput input) {
        Route route = route(endpoint);
        if (!route.ordered()) {
            return List.of(new EventKey(route, input.identity(), 0));
        }
        List<EventKey> members = input.customProperties().keySet().stream()
                .filter(name -> name.startsWith(LoadMix.MEMBER))
                .map(name -> new EventKey(
                        route, input.identity(), Integer.parseInt(name.substring(LoadMix.MEMBER.length()))))
                .toList();
        return members.isEmpty() ? List.of(new EventKey(route, input.identity(), 0)) : members;
    }

    private static Route route(Endpoint endpoint) {
        return switch (endpoint) {
            case BEHAVIORAL, BEHAVIORAL_SINGLE, BEHAVIORAL_V3 -> Route.BEHAVIORAL;
            case MARKETING_UPSERT -> Route.MARKETING_UPSERT;
            case MARKETING_UPDATE -> Route.MARKETING_UPDATE;
        };
    }

    @Override
    public String toString() {
        return route.label() + ' ' + identity + (sequence == 0 ? "" : "#" + sequence);
    }
}
