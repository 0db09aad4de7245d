package io.eventbatcher.sandbox.endtoend;

import io.eventbatcher.config.Settings;
import io.eventbatcher.config.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of rights in docs/security.md, with the names of a configuration. */
final class RightsTable {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (Topic|Group|TransactionalId) \\| `([^`]+)` \\| (\\w+) \\| ([^|]+) \\|");

    private RightsTable() {}

    /** A right for each operation, granted to nobody in particular. */
    static List<AclBinding> of(Settings settings) throws IOException {
        List<AclBinding> rights = new ArrayList<>();
        String page = Files.readString(Path.of("../docs/security.md"));
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            PatternType pattern = PatternType.fromString(row.group(3).toUpperCase(Locale.ROOT));
            ResourceType type = row.group(1).equals("TransactionalId")
                    ? ResourceType.TRANSACTIONAL_ID
                    : ResourceType.fromString(row.group(1).toUpperCase(Locale.ROOT));
            for (String name : names(row.group(2), settings)) {
                for (String operation : row.group(4).strip().split(", ", -1)) {
                    rights.add(new AclBinding(
                            new ResourcePattern(type, name, pattern),
                            entry("nobody", AclOperation.fromString(operation.toUpperCase(Locale.ROOT)))));
                }
            }
        }
        return rights;
    }

    /** The same rights for a user. */
    static List<AclBinding> granted(List<AclBinding> rights, String user) {
        return rights.stream()
                .map(right -> new AclBinding(
                        right.pattern(), entry(user, right.entry().operation())))
                .toList();
    }

    private static AccessControlEntry entry(String user, AclOperation operation) {
        return new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    }

    private static List<String> names(String key, Settings settings) {
        TopicSettings topics = settings.topics();
        return switch (key) {
            case "routes.<route>.topic" ->
                settings.routes().values().stream().map(route -> route.topic()).toList();
            case "topics.batches-prefix" -> List.of(topics.batchesPrefix());
            case "topics.dead-letters" -> List.of(topics.deadLetters());
            case "topics.resolutions" -> List.of(topics.resolutions());
            case "topics.replays" -> List.of(topics.replays());
            case "topics.receipts" -> List.of(topics.receipts());
            case "topics.ledger" -> List.of(topics.ledger());
            case "topics.rates" -> List.of(topics.rates());
            case "topics.lanes" -> List.of(topics.lanes());
            case "application-id" -> List.of(settings.applicationId());
            case "application-id-" -> List.of(settings.applicationId() + '-');
            default -> throw new IllegalArgumentException(key);
        };
    }
}
