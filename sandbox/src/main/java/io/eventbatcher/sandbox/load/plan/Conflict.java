package io.eventbatcher.sandbox.load.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** Gives an event's uuid to other content, on the same partition, because the order of the two events must be certain. */
final class Conflict {
    private static final List<String> MAPS = List.of("properties", "customProperties");

    private Conflict() {}

    static PlannedRecord with(PlannedRecord earlier, RandomGenerator random) {
        return new PlannedRecord(
                earlier.route(),
                earlier.partition(),
                earlier.key(),
                Edit.of(earlier.route(), earlier.value(), event -> change(event, random)),
                RandomHeaders.curious(random),
                Fate.CONFLICT,
                earlier.uuid(),
                earlier.identity(),
                0);
    }

    private static void change(GenericRecord event, RandomGenerator random) {
        for (String field : MAPS) {
            if (event.getSchema().getField(field) != null && event.get(field) instanceof Map<?, ?> properties) {
                Map<Object, Object> more = new HashMap<>(properties);
                more.put("conflict", "another " + random.nextInt(1_000_000));
                event.put(field, more);
            }
        }
    }
}
