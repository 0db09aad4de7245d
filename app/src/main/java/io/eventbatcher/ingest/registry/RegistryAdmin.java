package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eventbatcher.config.RegistrySettings;
import io.eventbatcher.events.BehavioralEvent;
import io.eventbatcher.events.MarketingEventUpdate;
import io.eventbatcher.events.MarketingEventUpsert;
import io.eventbatcher.http.TlsFailure;
import io.eventbatcher.log.Printable;
import io.eventbatcher.route.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/** The tasks of operators at one instance of a registry: probe the registry, look up and register the events' schemas. */
public final class RegistryAdmin implements AutoCloseable {
    private final RegistryEndpoint endpoint;

    /**
     * An admin of one instance.
     *
     * @param url one of the settings' URLs
     * @param timeout the longest time for one request
     */
    public RegistryAdmin(RegistrySettings settings, URI url, Duration timeout) {
        endpoint = new RegistryEndpoint(RegistryHttp.client(settings, timeout), url);
    }

    /** The end of a request. */
    public enum State {
        /** All is well. */
        GOOD,
        /** The registry's own word that the subject or schema is not registered. */
        ABSENT,
        /** Neither: the detail says what to do. */
        FAILED
    }

    /**
     * A result.
     *
     * @param detail a clause for people
     * @param id the schema's id; 0 for none
     */
    public record Result(State state, String detail, int id) {}

    /** Good if a registry answers, and grants access. */
    public Result probe() {
        return result(
                () -> endpoint.get(List.of("subjects")),
                json -> json.isArray()
                        ? good("answers with " + json.size() + " subjects at " + endpoint)
                        : notARegistry(200));
    }

    /**
     * Good if the latest schema of the topic's subject is of the route's record, and the reader executes the schema's rules.
     *
     * @param rulesExecuted true for another vendor's deserializer; our own executes no rules
     */
    public Result latest(Route route, String topic, boolean rulesExecuted) {
        return result(() -> endpoint.get(List.of("subjects", subject(topic), "versions", "latest")), json -> {
            // the record's simple name; empty for any other schema
            String name = RegistryEndpoint.parsed(json.path("schema").asText())
                    .path("name")
                    .asText();
            if (!name.equals(route.recordName())) {
                return failed("the latest schema is of " + (name.isEmpty() ? "no Avro record" : name) + ", not of "
                        + route.recordName() + "; its events would be dead letters: check routes." + route + ".topic");
            }
            Optional<String> rule = rulesExecuted ? Optional.empty() : ReadingRules.first(json);
            return rule.map(unexecuted -> failed("the latest schema has " + unexecuted
                            + ", to be executed where a value is read, and our own deserializer executes none; its events"
                            + " would be dead letters: name the vendor's deserializer as avro.deserializer"))
                    .orElseGet(() -> good("version " + json.path("version").asInt() + " of " + name));
        });
    }

    /** Good if the topic's subject has our schema. */
    public Result lookUp(Route route, String topic) {
        return result(() -> endpoint.post(List.of("subjects", subject(topic)), body(route)), RegistryAdmin::registered);
    }

    /** Registers our schema under the topic's subject; a repetition changes nothing. */
    public Result register(Route route, String topic) {
        return result(
                () -> endpoint.post(List.of("subjects", subject(topic), "versions"), body(route)),
                RegistryAdmin::registered);
    }

    /** The subject of a topic's values, as Confluent's serializer names it by default. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    private static JsonNode body(Route route) {
        Schema schema = switch (route) {
            case BEHAVIORAL -> BehavioralEvent.getClassSchema();
            case MARKETING_UPSERT -> MarketingEventUpsert.getClassSchema();
            case MARKETING_UPDATE -> MarketingEventUpdate.getClassSchema();
        };
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static Result registered(JsonNode json) {
        int id = json.path("id").asInt();
        return new Result(State.GOOD, "registered as id " + id, id);
    }

    @FunctionalInterface
    private interface Call {
        RegistryEndpoint.Answer answer() throws IOException;
    }

    /** @param reading makes the result of an answer with status 200 */
    private Result result(Call call, Function<JsonNode, Result> reading) {
        try {
            RegistryEndpoint.Answer answer = call.answer();
            return answer.status() == 200 && !answer.json().isMissingNode()
                    ? reading.apply(answer.json())
                    : refused(answer);
        } catch (IOException noAnswer) {
            return failed(TlsFailure.with(endpoint.toString(), noAnswer)
                    .orElseGet(() -> endpoint + " does not answer (" + noAnswer.getMessage()
                            + "); check registry.url, and that the registry runs"));
        }
    }

    private Result refused(RegistryEndpoint.Answer answer) {
        int status = answer.status();
        JsonNode json = answer.json();
        if (answer.denies()) {
            return new Result(State.ABSENT, "is not registered", 0);
        }
        return switch (status) {
            case 401 ->
                failed(status + " at " + endpoint
                        + ": the registry does not know us; set registry.username and its password, or the"
                        + " bearer token");
            case 403 ->
                failed(status + " at " + endpoint
                        + ": the registry knows us, but does not allow it; ask for the right");
            case 409 ->
                failed("the registry finds our schema incompatible with the registered one: "
                        + Printable.brief(json.path("message").asText()));
            case 200, 404, 405 -> notARegistry(status);
            default ->
                failed(status + " at " + endpoint + ": "
                        + (status >= 500
                                ? "the registry is in trouble; try again later"
                                : Printable.brief(json.path("message").asText("no reason given"))));
        };
    }

    private Result notARegistry(int status) {
        return failed(status + " at " + endpoint
                + " is not what a schema registry answers; check registry.url, also its path");
    }

    private static Result good(String detail) {
        return new Result(State.GOOD, detail, 0);
    }

    private static Result failed(String detail) {
        return new Result(State.FAILED, detail, 0);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
