package io.eventbatcher.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventbatcher.log.Printable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of a schema, executed by the vendor's deserializer on a value before anybody reads the value, such as decryption. Without the
 * rule a ciphertext would pass as an e-mail address.
 */
final class ReadingRules {
    /** Rules between two versions of a schema; a reader by the writer's own version never crosses from one to the next. */
    private static final String BETWEEN_VERSIONS = "migrationRules";

    /** Modes not executed on a value read by the writer's own version. */
    private static final Set<String> OTHER_MODES = Set.of("WRITE", "UPGRADE", "DOWNGRADE", "UPDOWN");

    private ReadingRules() {}

    /** The first rule of the kind in a registry's answer, as a clause with the rule's name. */
    static Optional<String> first(JsonNode answer) {
        JsonNode ruleSet = answer.path("ruleSet");
        if (ruleSet.isMissingNode() || ruleSet.isNull()) {
            return Optional.empty();
        }
        if (!ruleSet.isObject()) {
            return Optional.of("a rule set of an unknown form");
        }
        return ruleSet.properties().stream()
                .filter(rules -> !rules.getKey().equals(BETWEEN_VERSIONS))
                .map(ReadingRules::first)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> first(Map.Entry<String, JsonNode> rules) {
        JsonNode list = rules.getValue();
        if (!list.isArray()) {
            return list.isNull() ? Optional.empty() : Optional.of(rules.getKey() + " of an unknown form");
        }
        for (JsonNode rule : list) {
            if (isExecuted(rule)) {
                return Optional.of(
                        "the rule '" + Printable.brief(rule.path("name").asText("without a name")) + "' of type "
                                + Printable.brief(rule.path("type").asText("unknown")));
            }
        }
        return Optional.empty();
    }

    /** A rule without a mode is executed on both ways. */
    private static boolean isExecuted(JsonNode rule) {
        return !rule.path("disabled").asBoolean()
                && !OTHER_MODES.contains(rule.path("mode").asText("").toUpperCase(Locale.ROOT));
    }
}
