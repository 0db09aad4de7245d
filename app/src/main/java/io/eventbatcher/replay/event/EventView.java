package io.eventbatcher.replay.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The event within a dead letter.
 *
 * @param writer the writer's schema in words; empty if unknown
 * @param fields the fields that the producer wrote; empty if the value cannot be decoded
 * @param trouble the reason why there are no fields, as a sentence; empty if there are
 * @param input the JSON input that HubSpot gets; empty if the event does not pass
 * @param findings the faults of an event that does not pass, as sentences
 */
public record EventView(
        String writer, Optional<JsonNode> fields, String trouble, Optional<String> input, List<String> findings) {
    public EventView {
        findings = List.copyOf(findings);
    }
}
