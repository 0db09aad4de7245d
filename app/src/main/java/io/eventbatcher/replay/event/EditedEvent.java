package io.eventbatcher.replay.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An event with other fields.
 *
 * @param value the bytes, by the writer's schema; empty if the fields cannot be set
 * @param before the fields as the producer wrote them
 * @param after the fields now; null in JSON if they cannot be set
 * @param identity the identity that keeps its order; empty for an event that does not pass
 * @param findings the reasons why the event does not pass, as sentences; none for an event that passes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EditedEvent(byte[] value, JsonNode before, JsonNode after, String identity, List<String> findings) {
    public EditedEvent {
        findings = List.copyOf(findings);
    }

    static EditedEvent refused(String finding) {
        return refused(NullNode.getInstance(), finding);
    }

    /** @param before the fields as the producer wrote them; null in JSON if unknown */
    static EditedEvent refused(JsonNode before, String finding) {
        return new EditedEvent(new byte[0], before, NullNode.getInstance(), "", List.of(finding));
    }

    /**
     * The difference between both events: the edited fields, and those of the writer's schema that the edited event lacks. None for
     * an event whose fields cannot be set.
     *
     * @param paths the edited fields
     */
    public List<FieldDifference> differences(List<String> paths) {
        List<FieldDifference> differences = new ArrayList<>();
        if (after.isObject()) {
            paths.forEach(path -> differences.add(new FieldDifference(path, at(before, path), at(after, path), false)));
            before.fieldNames().forEachRemaining(name -> {
                if (!after.has(name)) {
                    differences.add(new FieldDifference(name, before.path(name), after.path(name), true));
                }
            });
        }
        return differences;
    }

    private static JsonNode at(JsonNode event, String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? event.path(path) : event.path(path.substring(0, dot)).path(path.substring(dot + 1));
    }

    /** True for an event that may be sent. */
    public boolean passes() {
        return findings.isEmpty();
    }
}
