package io.eventbatcher.cli.replays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventbatcher.cli.deadletters.FilterOptions;
import io.eventbatcher.cli.deadletters.LetterCommand;
import io.eventbatcher.cli.deadletters.LetterTexts;
import io.eventbatcher.cli.terminal.CommandFailedException;
import io.eventbatcher.cli.terminal.ProgressLine;
import io.eventbatcher.config.Settings;
import io.eventbatcher.replay.event.FieldDifference;
import io.eventbatcher.replay.event.FieldEdits;
import io.eventbatcher.replay.letter.FilterOption;
import io.eventbatcher.replay.letter.LetterFilter;
import io.eventbatcher.replay.plan.EditPreview;
import io.eventbatcher.replay.plan.FileEdits;
import io.eventbatcher.replay.plan.ReplayOrder;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.plan.ReplayPlanner;
import io.eventbatcher.replay.scan.ScanProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes fields of dead events, and replays them. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = {
            "Changes fields of the events of a filter, and replays them. The event is decoded by its writer's schema, changed, encoded by the"
                    + " same schema (or ours), and checked by the rules that the service has; if one edited event does not pass, nothing is sent. Key,"
                    + " headers and origin stay; the headers dlq.edited-by, dlq.edited-at and dlq.edited-fields sign the change.",
            "",
            "First it shows the difference and the plan; then it asks.",
            "",
            RunConsole.STATUS,
            "",
            "For example: event-batcher dead-letters edit --id 5c4f… --set properties.total=129.90 --why 'ticket 42' --config FILE"
        })
public final class EditCommand extends LetterCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_EXAMPLES = 3;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description =
                    "A field and its new value: eventName=pe1_order, properties.total=129.90, occurredAt=2026-11-28T13:00:00Z;"
                            + " null for none, or to remove a property; lists, maps and records as JSON, tags=[\"a\",\"b\"]. May be given more"
                            + " than once.")
    private final List<String> fields = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "JSON lines of 'dead-letters export' with changed events, instead of --set: each letter whose event differs gets its"
                            + " own changes.")
    private @Nullable Path file;

    @Option(
            names = "--with-our-schema",
            description =
                    "Encodes the events by our own schema before, so that fields can be set that the writer's schema lacks. Fields that"
                            + " our schema lacks are left out, and HubSpot would not get them anyway. The registry must have our schema below the"
                            + " route's topic, as 'event-batcher topics' registers it.")
    private boolean ourSchema;

    @Option(names = "--dry-run", description = "Shows the difference and the plan, and ends.")
    private boolean dryRun;

    @Override
    protected int run(Settings settings, ProgressLine progress) {
        if (fields.isEmpty() == (file == null)) {
            throw wrong("Name the changes: --set FIELD=VALUE, or --file with exported and changed events; not both.");
        }
        ReplayOrder given = options.order(this, operator, filter.filter(Instant.now()));
        ReplayOrder order = file == null
                ? given.withEdits(edits().byOurSchema(ourSchema))
                : ofFile(given, file, settings, progress);
        if (!dryRun) {
            operator.requireAnswer(this);
        }
        ReplayPlan plan = new ReplayPlanner(settings, progress).plan(order);
        progress.close();
        EditPreview preview = EditPreview.of(settings, plan, MOST_EXAMPLES, ScanProgress.SILENT);
        show(preview, order.edits());
        if (preview.failing() > 0) {
            throw new CommandFailedException("The edit does not make " + preview.failing() + " of "
                    + plan.places().size() + " events valid; nothing was sent." + hint(preview, order.edits()));
        }
        return ReplayCommand.begun(this, settings, plan, operator, dryRun);
    }

    /** A remedy if a writer's schema lacks a field. */
    private String hint(EditPreview preview, FieldEdits edits) {
        return preview.lacksFields(edits) && !ourSchema
                ? " Fields that only our own schema has are set by --with-our-schema as well."
                : "";
    }

    /** The order for the letters of a file, and of those only the letters whose event differs. */
    private ReplayOrder ofFile(ReplayOrder order, Path path, Settings settings, ProgressLine progress) {
        Map<UUID, JsonNode> events = EditedFile.read(path);
        FieldEdits edits = FileEdits.of(settings, withIds(order.filter(), events.keySet()), events, progress);
        Set<UUID> changed = events.keySet().stream()
                .filter(id -> !edits.fields(id).isEmpty())
                .collect(Collectors.toSet());
        if (changed.isEmpty()) {
            throw new CommandFailedException("--file: no event of " + path + " differs from its letter.");
        }
        return order.withFilter(withIds(order.filter(), changed)).withEdits(edits.byOurSchema(ourSchema));
    }

    private static LetterFilter withIds(LetterFilter filter, Set<UUID> ids) {
        return filter.with(FilterOption.ID, ids.stream().map(UUID::toString).collect(Collectors.toSet()));
    }

    private FieldEdits edits() {
        try {
            return FieldEdits.of(fields);
        } catch (IllegalArgumentException wrong) {
            throw wrong("--set: " + wrong.getMessage());
        }
    }

    private void show(EditPreview preview, FieldEdits edits) {
        for (EditPreview.Example example : preview.examples()) {
            if (json()) {
                print(json(example));
                continue;
            }
            say(example.letter().place() + " " + example.letter().reason());
            for (FieldDifference difference :
                    example.event().differences(edits.paths(example.letter().id()))) {
                say("  " + difference.path() + ": " + LetterTexts.cut(difference.textBefore(), 60) + " -> "
                        + LetterTexts.cut(difference.textAfter(), 60));
            }
            example.event().findings().forEach(finding -> say("  not valid: " + finding));
        }
        long others = preview.passing() + preview.failing() - preview.examples().size();
        if (others > 0 && !json()) {
            say("and " + LetterTexts.count(others, "further event") + ".");
        }
    }

    private ObjectNode json(EditPreview.Example example) {
        ObjectNode json = JSON.createObjectNode()
                .put("letter", example.letter().place())
                .put("id", example.letter().id().toString());
        json.set("before", example.event().before());
        json.set("after", example.event().after());
        ArrayNode findings = json.putArray("findings");
        example.event().findings().forEach(findings::add);
        return JSON.createObjectNode().set("edit", json);
    }
}
