package io.eventbatcher.sandbox.load.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.route.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.header.Header;

/** Occurrences of ten behavioral events. */
final class BehavioralEvents implements EventSource {

    /** The flaws of invalid events: one flaw each. */
    private static final List<Consumer<BehavioralEvent>> FLAWS = List.of(
            event -> event.getProperties().put("UpperCase", "value"),
            event -> event.getProperties().put("n".repeat(51), "value"),
            event -> event.getProperties().put("long_value", "v".repeat(257)),
            event -> event.getProperties().put("long_url", "https://example.org/" + "v".repeat(1_005)),
            BehavioralEvents::addTooManyProperties,
            BehavioralEvents::removeIdentifiers,
            event -> event.setEventName(" "),
            event -> event.setEventName("checkout completed"));

    private final LoadSettings settings;
    private final WireFormat<BehavioralEvent> format;

    BehavioralEvents(LoadSettings settings, int schemaId) {
        this.settings = settings;
        this.format = new WireFormat<>(BehavioralEvent.class, schemaId);
    }

    @Override
    public PlannedRecord delivered(RandomGenerator random) {
        return planned(event(random), Fate.DELIVERED, RandomHeaders.plain(), random);
    }

    @Override
    public PlannedRecord invalid(RandomGenerator random) {
        BehavioralEvent event = event(random);
        RandomValues.pick(FLAWS, random).accept(event);
        return planned(event, Fate.INVALID, RandomHeaders.curious(random), random);
    }

    /** HubSpot knows no event of the name. */
    @Override
    public PlannedRecord rejected(RandomGenerator random) {
        BehavioralEvent event = event(random);
        event.setEventName(LoadAccount.EVENT_NAME_PREFIX + "unknown");
        return planned(event, Fate.REJECTED, RandomHeaders.curious(random), random);
    }

    private BehavioralEvent event(RandomGenerator random) {
        BehavioralEvent event = new BehavioralEvent();
        event.setUuid(RandomValues.uuid(random).toString());
        event.setEventName(RandomValues.pick(LoadAccount.EVENT_NAMES, random));
        event.setOccurredAt(
                Instant.ofEpochMilli(settings.dayBeforeStartsAt() + random.nextLong(RandomValues.DAY_MILLIS)));
        event.setProperties(RandomValues.properties(random));
        identify(event, random);
        return event;
    }

    /** Mostly by e-mail address; one event in ten by token alone, and one by record id alone. */
    private static void identify(BehavioralEvent event, RandomGenerator random) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            event.setUtk(Long.toHexString(random.nextLong()));
        } else if (dice == 1) {
            event.setObjectId(Integer.toString(1 + random.nextInt(1_000_000)));
        } else {
            event.setEmail(RandomValues.email(random));
        }
    }

    private PlannedRecord planned(BehavioralEvent event, Fate fate, List<Header> headers, RandomGenerator random) {
        return new PlannedRecord(
                Route.BEHAVIORAL,
                random.nextInt(settings.partitions(Route.BEHAVIORAL)),
                event.getUuid().getBytes(UTF_8),
                format.encode(event),
                headers,
                fate,
                UUID.fromString(event.getUuid()),
                "",
                0);
    }

    private static void addTooManyProperties(BehavioralEvent event) {
        Map<String, String> properties = event.getProperties();
        for (int i = 0; properties.size() <= 50; i++) {
            properties.put("extra_" + i, "value");
        }
    }

    private static void removeIdentifiers(BehavioralEvent event) {
        event.setEmail(null);
        event.setUtk(null);
        event.setObjectId(null);
    }
}
