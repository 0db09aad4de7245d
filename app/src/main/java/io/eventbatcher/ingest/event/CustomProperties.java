package io.eventbatcher.ingest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * The custom properties of a marketing event: {@code [{"name":…,"value":…}]}, at least {@code []}, because the API's schema asks
 * for the member. Only these two fields: the longer form of HubSpot's reference page breaks calls.
 */
final class CustomProperties {
    private CustomProperties() {}

    static void write(Map<String, String> properties, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("customProperties");
        for (String name : EventShape.sortedNames(properties)) {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("value", properties.get(name));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
