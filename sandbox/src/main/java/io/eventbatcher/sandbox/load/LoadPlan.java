package io.eventbatcher.sandbox.load;

import io.eventbatcher.route.Route;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All records of a run and what must become of each, decided by a seed. Of 100 records, 94 are behavioral, 4 marketing upserts and 2
 * marketing updates, so that 200,000 of them fit into well under a minute of HubSpot's quota for marketing requests.
 *
 * <p>The iterators are independent of each other and need memory that does not grow with the number of events.
 */
public final class LoadPlan implements Iterable<PlannedRecord> {

    /** The account in whose name the events are; HubSpot wants its id in the event names. */
    public static final long HUB_ID = 1_234_567;

    /** A marketing upsert with this {@code eventOrganizer} must be refused, though nothing documented is wrong with it. */
    public static final String UNKNOWN_ORGANIZER = "organizer-unknown-to-hubspot";

    /** The object ids that must be known are the numbers from 1 to this one; every other one must be unknown. */
    public static final int LAST_OBJECT_ID = MarketingUpdates.IDENTITIES;

    private final LoadSettings settings;
    private final Map<Route, Integer> schemaIds;
    private final @Nullable Route only;

    /**
     * Plans a run.
     *
     * @param schemaIds the registry's id for the value schema of each route, see {@link SchemaIds}
     */
    public LoadPlan(LoadSettings settings, Map<Route, Integer> schemaIds) {
        this(settings, schemaIds, null);
    }

    private LoadPlan(LoadSettings settings, Map<Route, Integer> schemaIds, @Nullable Route only) {
        this.only = only;
        this.settings = settings;
        this.schemaIds = Map.copyOf(schemaIds);
        for (Route route : Route.values()) {
            if (!schemaIds.containsKey(route)) {
                throw new IllegalArgumentException("There is no schema id for route %s.".formatted(route));
            }
        }
    }

    /** As many events, all of this route. */
    public LoadPlan of(Route route) {
        return new LoadPlan(settings, schemaIds, route);
    }

    /** The event names that must be defined; behavioral events under any other name must be refused. */
    public static Set<String> definedEventNames() {
        return Set.copyOf(BehavioralEvents.EVENT_NAMES);
    }

    public LoadSettings settings() {
        return settings;
    }

    @Override
    public Iterator<PlannedRecord> iterator() {
        return new PlannedRecords(settings, schemaIds, only);
    }
}
