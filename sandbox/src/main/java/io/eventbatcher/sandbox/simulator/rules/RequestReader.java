package io.eventbatcher.sandbox.simulator.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.eventbatcher.sandbox.simulator.api.Endpoint;
import io.eventbatcher.sandbox.simulator.api.HubSpotAccount;
import io.eventbatcher.sandbox.simulator.api.Input;
import io.eventbatcher.sandbox.simulator.api.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads a request's body, straight from the token stream into compact inputs: no tree of a body is ever built. */
public final class RequestReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Strictness strictness;
    private final BehavioralReader behavioral;
    private final InputReader upserts;
    private final InputReader updates;

    public RequestReader(HubSpotAccount account, Strictness strictness, String trackedProperty) {
        this.strictness = strictness;
        this.behavioral = new BehavioralReader(account, trackedProperty);
        this.upserts = MarketingReader.upserts(account, trackedProperty);
        this.updates = MarketingReader.updates(account, trackedProperty);
    }

    /** Defines an event, as a user of HubSpot does while events come. */
    public void define(String eventName) {
        behavioral.define(eventName);
    }

    /** A body, read. A refused body has the readable inputs, too, because faults and listeners ask whose request it was. */
    public sealed interface Body {
        List<Input> inputs();

        <T> T fold(Function<List<Input>, T> good, Supplier<T> ignored, Function<Problem, T> refused);

        record Good(List<Input> inputs) implements Body {
            @Override
            public <T> T fold(Function<List<Input>, T> good, Supplier<T> ignored, Function<Problem, T> refused) {
                return good.apply(inputs);
            }
        }

        /** A bare object on a batch endpoint: HubSpot was seen to answer 2xx and to do nothing. */
        record Ignored() implements Body {
            @Override
            public List<Input> inputs() {
                return List.of();
            }

            @Override
            public <T> T fold(Function<List<Input>, T> good, Supplier<T> ignored, Function<Problem, T> refused) {
                return ignored.get();
            }
        }

        record Refused(List<Input> inputs, Problem problem) implements Body {
            @Override
            public <T> T fold(Function<List<Input>, T> good, Supplier<T> ignored, Function<Problem, T> refused) {
                return refused.apply(problem);
            }
        }
    }

    public Body read(Endpoint endpoint, byte[] body) {
        RequestErrors errors = new RequestErrors(strictness);
        List<Input> inputs = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Body.Refused(
                        inputs, Problem.withoutCategory(400, "Invalid input JSON: the body must be an object."));
            }
            if (!endpoint.batch()) {
                inputs.add(readerOf(endpoint).read(json, errors));
            } else if (!readBatch(endpoint, json, inputs, errors)) {
                return new Body.Ignored();
            }
            if (json.nextToken() != null) {
                errors.add("", "there is something after the end of the body");
            }
        } catch (IOException e) {
            return new Body.Refused(inputs, Problem.withoutCategory(400, "Invalid input JSON: " + e.getMessage()));
        }
        return errors.isEmpty() ? new Body.Good(inputs) : new Body.Refused(inputs, errors.problem());
    }

    /** Returns true if there was an {@code inputs}. */
    private boolean readBatch(Endpoint endpoint, JsonParser json, List<Input> inputs, RequestErrors errors)
            throws IOException {
        boolean found = false;
        List<String> others = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("inputs") && value == JsonToken.START_ARRAY) {
                found = true;
                readInputs(endpoint, json, inputs, errors);
            } else {
                others.add(field);
                json.skipChildren();
            }
        }
        if (found && strictness.unknownFields()) {
            others.forEach(field -> errors.add("", "'" + field + "' is not a field of a batch"));
        }
        return found;
    }

    private void readInputs(Endpoint endpoint, JsonParser json, List<Input> inputs, RequestErrors errors)
            throws IOException {
        InputReader reader = readerOf(endpoint);
        int index = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            errors.startInput(index++);
            if (json.currentToken() == JsonToken.START_OBJECT) {
                inputs.add(reader.read(json, errors));
            } else {
                errors.add("", "must be an object, but is " + json.currentToken());
                json.skipChildren();
            }
        }
        errors.startBatch();
        if (index == 0 || index > endpoint.largestBatch()) {
            errors.add("inputs", "has " + index + " inputs; 1 to " + endpoint.largestBatch() + " are allowed");
        }
    }

    private InputReader readerOf(Endpoint endpoint) {
        return switch (endpoint) {
            case BEHAVIORAL, BEHAVIORAL_SINGLE, BEHAVIORAL_V3 -> behavioral;
            case MARKETING_UPSERT -> upserts;
            case MARKETING_UPDATE -> updates;
        };
    }
}
