package io.eventbatcher.sandbox.load.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.route.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Header;

/** Changes of marketing events by HubSpot's object id. */
final class MarketingUpdates implements EventSource {

    /** Neither a known id nor an id that HubSpot gives to a new event. */
    private static final long FIRST_UNKNOWN_ID = 500_000_001;

    private final LoadSettings settings;
    private final WireFormat<MarketingEventUpdate> format;
    private final Sequences sequences = new Sequences(LoadAccount.LAST_OBJECT_ID + 1);
    private long rejections;

    MarketingUpdates(LoadSettings settings, int schemaId) {
        this.settings = settings;
        this.format = new WireFormat<>(MarketingEventUpdate.class, schemaId);
    }

    @Override
    public PlannedRecord delivered(RandomGenerator random) {
        int objectId = 1 + random.nextInt(settings.mix().updateIdentities());
        int sequence = sequences.next(objectId);
        MarketingEventUpdate update = update(Integer.toString(objectId), random);
        Sequences.number(update.getCustomProperties(), sequence, settings.mix());
        return planned(update, Fate.DELIVERED, RandomHeaders.plain(), sequence);
    }

    /** Without an object id, the only required field. */
    @Override
    public PlannedRecord invalid(RandomGenerator random) {
        return planned(update("", random), Fate.INVALID, RandomHeaders.curious(random), 0);
    }

    /** HubSpot knows no marketing event of the id, and answers 207. */
    @Override
    public PlannedRecord rejected(RandomGenerator random) {
        String unknownId = Long.toString(FIRST_UNKNOWN_ID + rejections++);
        return planned(update(unknownId, random), Fate.REJECTED, RandomHeaders.curious(random), 0);
    }

    private static MarketingEventUpdate update(String objectId, RandomGenerator random) {
        Map<String, String> customProperties = new HashMap<>();
        customProperties.put("seats", Integer.toString(10 + random.nextInt(500)));
        MarketingEventUpdate update = MarketingEventUpdate.newBuilder()
                .setUuid(RandomValues.uuid(random).toString())
                .setObjectId(objectId)
                .setCustomProperties(customProperties)
                .build();
        // an update has the changed fields alone
        if (random.nextBoolean()) {
            update.setEventName("Workshop für Einsteiger " + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            update.setEventDescription("Moved to the big hall 🎉 " + random.nextInt(1_000));
        }
        return update;
    }

    private PlannedRecord planned(MarketingEventUpdate update, Fate fate, List<Header> headers, int sequence) {
        String identity = update.getObjectId();
        return new PlannedRecord(
                Route.MARKETING_UPDATE,
                Math.floorMod(identity.hashCode(), settings.partitions(Route.MARKETING_UPDATE)),
                identity.getBytes(UTF_8),
                format.encode(update),
                headers,
                fate,
                UUID.fromString(update.getUuid()),
                identity,
                sequence);
    }
}
