package io.eventbatcher.sandbox.load.plan;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.route.Route;
import org.apache.avro.Schema;

/** The value schema of each route. */
public final class ValueSchemas {
    private ValueSchemas() {}

    public static Schema of(Route route) {
        return switch (route) {
            case BEHAVIORAL -> BehavioralEvent.getClassSchema();
            case MARKETING_UPSERT -> MarketingEventUpsert.getClassSchema();
            case MARKETING_UPDATE -> MarketingEventUpdate.getClassSchema();
        };
    }
}
