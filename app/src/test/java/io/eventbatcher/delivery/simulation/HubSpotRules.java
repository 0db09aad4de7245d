package io.eventbatcher.delivery.simulation;

import io.eventbatcher.delivery.simulation.SimulatedEvent.Nature;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HubSpot's answers while nothing is wrong with it: by the inputs alone. */
final class HubSpotRules {
    private final Set<String> known = new HashSet<>();
    private boolean mended;

    /** From now on HubSpot fails on no event any more. */
    void mend() {
        mended = true;
    }

    Reply reply(SentRequest request) {
        if (!mended && request.inputs().stream().anyMatch(input -> input.has(Nature.POISONOUS))) {
            return Reply.of(500, "{\"category\":\"INTERNAL_ERROR\",\"message\":\"boom\"}");
        }
        Optional<Reply> peculiar = peculiar(request);
        if (peculiar.isPresent()) {
            return peculiar.get();
        }
        return switch (request.route()) {
            case BEHAVIORAL -> behavioral(request);
            case MARKETING_UPSERT -> upsert(request);
            case MARKETING_UPDATE -> update(request);
        };
    }

    /** A status that is about everything as a rule, and here about one input. */
    private static Optional<Reply> peculiar(SentRequest request) {
        return Stream.of(Nature.CONFLICTING, Nature.FIREWALLED, Nature.GONE)
                .filter(nature -> request.inputs().stream().anyMatch(input -> input.has(nature)))
                .findFirst()
                .map(HubSpotRules::peculiar)
                .map(reply -> reply.refusing(request.isSingle() ? request.inputs() : List.of()));
    }

    private static Reply peculiar(Nature nature) {
        return switch (nature) {
            case CONFLICTING -> Reply.of(409, "{\"category\":\"CONFLICT\",\"message\":\"it is there already\"}");
            case FIREWALLED ->
                Reply.of(403, "<html><title>Attention Required!</title></html>").with("Content-Type", "text/html");
            case GONE -> Reply.of(410, "{\"message\":\"it is no more\"}");
            case GOOD, INVALID, POISONOUS, UNKNOWN, UNDEFINED ->
                throw new IllegalArgumentException(nature + " is not peculiar");
        };
    }

    /** A batch is taken whole or not at all. A name or a uuid may be refused. */
    private Reply behavioral(SentRequest request) {
        Optional<Reply> refusal = undefined(request).or(() -> refusal(request));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<SentRequest.Input> again = request.inputs().stream()
                .filter(input -> known.contains(input.uuid()))
                .findFirst();
        if (again.isPresent()) {
            return refused("Event with uuid " + again.get().uuid() + " already exists")
                    .proving(request.inputs().size() > 1 ? List.of() : request.inputs());
        }
        request.inputs().forEach(input -> known.add(input.uuid()));
        return Reply.of(204).proving(request.inputs());
    }

    private Optional<Reply> undefined(SentRequest request) {
        List<SentRequest.Input> undefined = request.inputs().stream()
                .filter(input -> input.has(Nature.UNDEFINED))
                .toList();
        boolean all = undefined.size() == request.inputs().size();
        return mended || undefined.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        refused("Event with fully qualified name " + SimulatedEvent.UNDEFINED_NAME + " does not exist")
                                .refusing(all ? undefined : List.of()));
    }

    private static Reply upsert(SentRequest request) {
        return refusal(request)
                .orElseGet(() ->
                        Reply.of(200, complete(request.inputs(), List.of())).proving(request.inputs()));
    }

    /** Each input has an answer of its own. */
    private static Reply update(SentRequest request) {
        List<SentRequest.Input> refused =
                request.inputs().stream().filter(HubSpotRules::isRefused).toList();
        List<SentRequest.Input> taken =
                request.inputs().stream().filter(input -> !isRefused(input)).toList();
        return Reply.of(refused.isEmpty() ? 200 : 207, complete(taken, refused))
                .proving(taken)
                .refusing(refused);
    }

    private static boolean isRefused(SentRequest.Input input) {
        return input.has(Nature.INVALID) || input.has(Nature.UNKNOWN);
    }

    private static Optional<Reply> refusal(SentRequest request) {
        return request.inputs().stream()
                .filter(HubSpotRules::isRefused)
                .findFirst()
                .map(bad -> refused("Input " + named(bad, request) + " is wrong")
                        .refusing(request.isSingle() ? request.inputs() : List.of()));
    }

    /** HubSpot names the bad input, or says nothing of use, or names another. */
    private static String named(SentRequest.Input bad, SentRequest request) {
        return switch (bad.events().get(0).id() % 3) {
            case 0 -> bad.uuid();
            case 1 -> "of somebody";
            default -> request.inputs().get(0).uuid();
        };
    }

    private static Reply refused(String message) {
        return Reply.of(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"" + message + "\"}");
    }

    private static String complete(List<SentRequest.Input> taken, List<SentRequest.Input> refused) {
        Stream<String> results = taken.stream().map(input -> "{\"objectId\":\"" + input.identity() + "\"}");
        Stream<String> errors = refused.stream()
                .map(input -> "{\"category\":\"%s\",\"message\":\"no\",\"context\":{\"ids\":[\"%s\"]}}"
                        .formatted(
                                input.has(Nature.UNKNOWN) ? "OBJECT_NOT_FOUND" : "VALIDATION_ERROR", input.identity()));
        return "{\"status\":\"COMPLETE\",\"results\":[" + results.collect(Collectors.joining(",")) + "],\"errors\":["
                + errors.collect(Collectors.joining(",")) + "]}";
    }
}
