package io.eventbatcher.replay.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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

    /** True for an event that may be sent. */
    public boolean passes() {
        return findings.isEmpty();
    }
}
