package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.route.Route;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All records of a run and their fates, decided by a seed. In the usual mix, 200,000 records fit into well under a minute of HubSpot's
 * quota for marketing requests.
 *
 * <p>Iterators are independent of each other; their memory does not grow with the number of events.
 */
public final class LoadPlan implements Iterable<PlannedRecord> {

    private final LoadSettings settings;
    private final Map<Route, Integer> schemaIds;
    private final @Nullable Route only;

    /**
     * Plans a run.
     *
     * @param schemaIds the registry's id for the value schema of each route
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

    /** Returns a plan with all events on one route. */
    public LoadPlan of(Route route) {
        return new LoadPlan(settings, schemaIds, route);
    }

    public LoadSettings settings() {
        return settings;
    }

    @Override
    public Iterator<PlannedRecord> iterator() {
        return new PlannedRecords(settings, schemaIds, only);
    }
}
