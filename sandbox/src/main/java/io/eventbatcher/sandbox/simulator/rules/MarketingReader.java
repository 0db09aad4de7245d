package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.Input;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of the two marketing event inputs, as tables. {@code customProperties} is required, and holds {@code {name, value}} alone: the
 * longer shape of HubSpot's reference page was seen to break calls.
 */
final class MarketingReader implements InputReader {
    private enum Type {
        TEXT,
        TIMESTAMP,
        FLAG
    }

    private static final Map<String, Type> SHARED = Map.of(
            "eventName", Type.TEXT,
            "eventOrganizer", Type.TEXT,
            "startDateTime", Type.TIMESTAMP,
            "endDateTime", Type.TIMESTAMP,
            "eventType", Type.TEXT,
            "eventUrl", Type.TEXT,
            "eventDescription", Type.TEXT,
            "eventCancelled", Type.FLAG);

    private final Map<String, Type> fields;
    private final List<String> required;
    private final List<String> identity;
    private final String unknownOrganizer;
    private final String trackedProperty;

    private MarketingReader(
            Map<String, Type> own,
            List<String> required,
            List<String> identity,
            HubSpotAccount account,
            String trackedProperty) {
        this.fields = new LinkedHashMap<>(SHARED);
        this.fields.putAll(own);
        this.required = required;
        this.identity = identity;
        this.unknownOrganizer = account.unknownOrganizer();
        this.trackedProperty = trackedProperty;
    }

    static MarketingReader upserts(HubSpotAccount account, String trackedProperty) {
        return new MarketingReader(
                Map.of("externalAccountId", Type.TEXT, "externalEventId", Type.TEXT, "eventCompleted", Type.FLAG),
                List.of("externalAccountId", "externalEventId", "eventName", "eventOrganizer"),
                List.of("externalAccountId", "externalEventId"),
                account,
                trackedProperty);
    }

    static MarketingReader updates(HubSpotAccount account, String trackedProperty) {
        return new MarketingReader(
                Map.of("objectId", Type.TEXT), List.of("objectId"), List.of("objectId"), account, trackedProperty);
    }

    @Override
    public Input read(JsonParser json, RequestErrors errors) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> customProperties = new LinkedHashMap<>();
        boolean hasCustomProperties = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            Type type = fields.get(field);
            if (field.equals("customProperties")) {
                hasCustomProperties = true;
                customProperties(json, customProperties, errors);
            } else if (type == null) {
                FieldReader.unknown(json, field, errors);
            } else {
                value(json, field, type, values, errors);
            }
        }
        for (String field : required) {
            if (!values.containsKey(field)) {
                errors.add(field, "is required");
            }
        }
        if (unknownOrganizer.equals(values.get("eventOrganizer"))) {
            errors.add("eventOrganizer", "'" + unknownOrganizer + "' is not known");
        }
        if (!hasCustomProperties) {
            errors.add("customProperties", "is required; send [] when there are none");
        }
        String tracked = customProperties.getOrDefault(trackedProperty, "");
        return new Input.Marketing(identityOf(values), tracked, values, customProperties);
    }

    private String identityOf(Map<String, Object> values) {
        return String.join(
                "/",
                identity.stream()
                        .map(field -> String.valueOf(values.getOrDefault(field, "")))
                        .toList());
    }

    private static void value(
            JsonParser json, String field, Type type, Map<String, Object> values, RequestErrors errors)
            throws IOException {
        switch (type) {
            case TEXT -> putText(field, FieldReader.text(json, field, errors), values);
            case TIMESTAMP -> putText(field, FieldReader.timestamp(json, field, errors), values);
            case FLAG -> FieldReader.flag(json, field, errors).ifPresent(flag -> values.put(field, flag));
        }
    }

    private static void putText(String field, String text, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(field, text);
        }
    }

    private static void customProperties(JsonParser json, Map<String, String> properties, RequestErrors errors)
            throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            errors.add("customProperties", "must be an array, but is " + json.currentToken());
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                customProperty(json, properties, errors);
            } else {
                errors.add("customProperties", "must hold objects, but holds " + json.currentToken());
                json.skipChildren();
            }
        }
    }

    private static void customProperty(JsonParser json, Map<String, String> properties, RequestErrors errors)
            throws IOException {
        String name = "";
        boolean hasValue = false;
        String value = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = FieldReader.text(json, "customProperties.name", errors);
                case "value" -> {
                    hasValue = FieldReader.isText(json, errors);
                    value = FieldReader.text(json, "customProperties.value", errors);
                }
                // more than the two was seen to break calls
                default -> FieldReader.refuse(json, "customProperties." + field, errors);
            }
        }
        if (name.isEmpty() || !hasValue) {
            errors.add("customProperties", "must hold a name and a value each");
        } else if (properties.put(name, value) != null) {
            errors.add("customProperties", "names '" + name + "' twice");
        }
    }
}
