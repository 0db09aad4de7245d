package io.eventbatcher.sandbox.load.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Header;

/** Changes of marketing events of another application, identified by external ids. */
final class MarketingUpserts implements EventSource {

    private static final List<Consumer<MarketingEventUpsert>> FLAWS = List.of(
            upsert -> upsert.setEventName(""),
            upsert -> upsert.setEventOrganizer(""),
            upsert -> upsert.setExternalAccountId(""),
            upsert -> upsert.setExternalEventId(""));

    private final LoadSettings settings;
    private final WireFormat<MarketingEventUpsert> format;
    private final Sequences sequences;
    private long upserts;
    private long rejections;

    MarketingUpserts(LoadSettings settings, int schemaId) {
        this.settings = settings;
        this.sequences = new Sequences(settings.mix().upsertIdentities());
        this.format = new WireFormat<>(MarketingEventUpsert.class, schemaId);
    }

    @Override
    public PlannedRecord delivered(RandomGenerator random) {
        int number = random.nextInt(settings.mix().upsertIdentities());
        int sequence = sequences.next(number);
        MarketingEventUpsert upsert = upsert("event-" + number, random);
        Sequences.number(upsert.getCustomProperties(), sequence, settings.mix());
        return planned(upsert, Fate.DELIVERED, RandomHeaders.plain(), sequence);
    }

    @Override
    public PlannedRecord invalid(RandomGenerator random) {
        MarketingEventUpsert upsert = upsert("invalid-" + upserts, random);
        RandomValues.pick(FLAWS, random).accept(upsert);
        return planned(upsert, Fate.INVALID, RandomHeaders.curious(random), 0);
    }

    @Override
    public PlannedRecord rejected(RandomGenerator random) {
        if (rejections * settings.mix().upsertsForOneRejection() > upserts) {
            return invalid(random);
        }
        rejections++;
        MarketingEventUpsert upsert = upsert("rejected-" + rejections, random);
        upsert.setEventOrganizer(LoadAccount.UNKNOWN_ORGANIZER);
        return planned(upsert, Fate.REJECTED, RandomHeaders.curious(random), 0);
    }

    private MarketingEventUpsert upsert(String externalEventId, RandomGenerator random) {
        upserts++;
        long start = settings.dayBeforeStartsAt() + random.nextLong(30 * RandomValues.DAY_MILLIS);
        Map<String, String> customProperties = new HashMap<>();
        customProperties.put("seats", Integer.toString(10 + random.nextInt(500)));
        customProperties.put("room", "Saal \"Größe " + random.nextInt(20) + "\"");
        return MarketingEventUpsert.newBuilder()
                .setUuid(RandomValues.uuid(random).toString())
                .setExternalAccountId("account-1")
                .setExternalEventId(externalEventId)
                .setEventName("Webinar über Kaffee " + random.nextInt(100))
                .setEventOrganizer("Kaffeehaus Köln")
                .setStartDateTime(Instant.ofEpochMilli(start))
                .setEndDateTime(Instant.ofEpochMilli(start + 3_600_000))
                .setEventType("WEBINAR")
                .setEventUrl("https://example.org/webinars/" + externalEventId)
                .setEventDescription("All about roasting ☕, with questions & answers.")
                .setEventCancelled(random.nextInt(20) == 0)
                .setEventCompleted(false)
                .setCustomProperties(customProperties)
                .build();
    }

    private PlannedRecord planned(MarketingEventUpsert upsert, Fate fate, List<Header> headers, int sequence) {
        String identity = upsert.getExternalAccountId() + '/' + upsert.getExternalEventId();
        return new PlannedRecord(
                Route.MARKETING_UPSERT,
                Math.floorMod(identity.hashCode(), settings.partitions(Route.MARKETING_UPSERT)),
                identity.getBytes(UTF_8),
                format.encode(upsert),
                headers,
                fate,
                UUID.fromString(upsert.getUuid()),
                identity,
                sequence);
    }
}
