package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.Input;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of an event occurrence, from HubSpot's guide to custom events: 50 properties; names of at most 50 characters; values of at most
 * 256, or 1,024 for a name with {@code url}, {@code referrer} or {@code link}. Names are lower-cased before the rules apply. Characters are counted as Java counts them.
 */
final class BehavioralReader implements InputReader {
    private static final int MOST_PROPERTIES = 50;
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_LINK = 1_024;

    private final HubSpotAccount account;
    private final Set<String> definedLater = ConcurrentHashMap.newKeySet();
    private final String eventNamePrefix;
    private final String trackedProperty;

    BehavioralReader(HubSpotAccount account, String trackedProperty) {
        this.account = account;
        this.eventNamePrefix = "pe" + account.hubId() + "_";
        this.trackedProperty = trackedProperty;
    }

    void define(String eventName) {
        definedLater.add(eventName);
    }

    @Override
    public Input read(JsonParser json, RequestErrors errors) throws IOException {
        String eventName = "";
        String uuid = "";
        String tracked = "";
        boolean hasContact = false;
        boolean hasProperties = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "eventName" -> eventName = FieldReader.text(json, field, errors);
                case "uuid" -> uuid = FieldReader.text(json, field, errors);
                case "occurredAt" -> FieldReader.timestamp(json, field, errors);
                case "email", "utk", "objectId" ->
                    hasContact |= !FieldReader.text(json, field, errors).isBlank();
                case "properties" -> {
                    hasProperties = true;
                    tracked = properties(json, errors);
                }
                default -> FieldReader.unknown(json, field, errors);
            }
        }
        checkEventName(eventName, errors);
        if (!hasProperties) {
            errors.add("properties", "is required");
        }
        if (!hasContact && account.contactRequired()) {
            errors.add("", "email, utk, or objectId is required");
        }
        return new Input.Behavioral(uuid, eventName, tracked);
    }

    private void checkEventName(String eventName, RequestErrors errors) {
        if (eventName.isEmpty()) {
            errors.add("eventName", "is required");
        } else if (!eventName.startsWith(eventNamePrefix) || eventName.length() == eventNamePrefix.length()) {
            errors.add("eventName", "'" + eventName + "' does not have the form " + eventNamePrefix + "{name}");
        } else if (!account.defines(eventName) && !definedLater.contains(eventName)) {
            errors.add("eventName", "Event with fully qualified name " + eventName + " does not exist");
        }
    }

    /** Returns the value of the tracked property. */
    private String properties(JsonParser json, RequestErrors errors) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            errors.add("properties", "must be an object, but is " + json.currentToken());
            json.skipChildren();
            return "";
        }
        String tracked = "";
        int count = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            // HubSpot lower-cases the names
            String name = json.currentName().toLowerCase(Locale.ROOT);
            json.nextToken();
            count++;
            String value = property(json, name, errors);
            if (name.equals(trackedProperty)) {
                tracked = value;
            }
        }
        if (count > MOST_PROPERTIES) {
            errors.add("properties", "has " + count + " properties; at most " + MOST_PROPERTIES + " are allowed");
        }
        return tracked;
    }

    private static String property(JsonParser json, String name, RequestErrors errors) throws IOException {
        if (!isPropertyName(name)) {
            errors.add(
                    "properties", "'" + name + "' is not a property name: a-z, 0-9 and _, at most 50, a letter first");
        }
        if (!FieldReader.isText(json, errors)) {
            errors.add("properties." + name, "must be text, but is " + json.currentToken());
            json.skipChildren();
            return "";
        }
        String value = json.getText();
        if (value.length() > longest(name)) {
            errors.add("properties." + name, "has " + value.length() + " characters; at most " + longest(name));
        }
        return value;
    }

    private static int longest(String name) {
        return name.contains("url") || name.contains("referrer") || name.contains("link")
                ? LONGEST_LINK
                : LONGEST_VALUE;
    }

    /** By hand, because a regular expression here costs as much as the rest of the parsing. */
    private static boolean isPropertyName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
